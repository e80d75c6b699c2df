package dev.waymark.controller.reconcile;

import dev.waymark.api.v1alpha1.TrafficSteer;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;

/** Writes the status of {@link TrafficSteer}s, and lets deleted ones go. */
public final class TrafficSteerReconciler
    implements Reconciler<TrafficSteer>, Cleaner<TrafficSteer> {
  private final NewestPass newest;

  /** Writes what the newest pass found. */
  public TrafficSteerReconciler(NewestPass newest) {
    this.newest = newest;
  }

  @Override
  public List<EventSource<?, TrafficSteer>> prepareEventSources(
      EventSourceContext<TrafficSteer> context) {
    return List.of(newest.events(TrafficSteer.class));
  }

  @Override
  public UpdateControl<TrafficSteer> reconcile(
      TrafficSteer resource, Context<TrafficSteer> context) {
    return newest.status(resource, TrafficSteer::new);
  }

  @Override
  public DeleteControl cleanup(TrafficSteer resource, Context<TrafficSteer> context) {
    return newest.release(resource);
  }
}
