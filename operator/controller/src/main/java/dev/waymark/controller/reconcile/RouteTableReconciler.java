package dev.waymark.controller.reconcile;

import dev.waymark.api.v1alpha1.RouteTable;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;

/** Writes the status of {@link RouteTable}s, and lets deleted ones go. */
public final class RouteTableReconciler implements Reconciler<RouteTable>, Cleaner<RouteTable> {
  private final NewestPass newest;

  /** Writes what the newest pass found. */
  public RouteTableReconciler(NewestPass newest) {
    this.newest = newest;
  }

  @Override
  public List<EventSource<?, RouteTable>> prepareEventSources(
      EventSourceContext<RouteTable> context) {
    return List.of(newest.events(RouteTable.class));
  }

  @Override
  public UpdateControl<RouteTable> reconcile(RouteTable resource, Context<RouteTable> context) {
    return newest.status(resource, RouteTable::new);
  }

  @Override
  public DeleteControl cleanup(RouteTable resource, Context<RouteTable> context) {
    return newest.release(resource);
  }
}
