package dev.waymark.controller.reconcile;

import dev.waymark.api.v1alpha1.RoutingPolicy;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;

/** Writes the status of {@link RoutingPolicy}s, and lets deleted ones go. */
public final class RoutingPolicyReconciler
    implements Reconciler<RoutingPolicy>, Cleaner<RoutingPolicy> {
  private final NewestPass newest;

  /** Writes what the newest pass found. */
  public RoutingPolicyReconciler(NewestPass newest) {
    this.newest = newest;
  }

  @Override
  public List<EventSource<?, RoutingPolicy>> prepareEventSources(
      EventSourceContext<RoutingPolicy> context) {
    return List.of(newest.events(RoutingPolicy.class));
  }

  @Override
  public UpdateControl<RoutingPolicy> reconcile(
      RoutingPolicy resource, Context<RoutingPolicy> context) {
    return newest.status(resource, RoutingPolicy::new);
  }

  @Override
  public DeleteControl cleanup(RoutingPolicy resource, Context<RoutingPolicy> context) {
    return newest.release(resource);
  }
}
