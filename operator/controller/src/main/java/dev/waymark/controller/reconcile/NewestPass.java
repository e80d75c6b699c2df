package dev.waymark.controller.reconcile;

import dev.waymark.api.v1alpha1.ResourceStatus;
import dev.waymark.compiler.model.Owner;
import dev.waymark.controller.observe.DeclaredResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Between the pass and the reconcilers: what the newest pass found, and a wake-up for each resource
 * whose status is not what it shall be, or which may go. Safe for several threads.
 */
public final class NewestPass {
  private final Map<Owner, Finding> findings = new ConcurrentHashMap<>();
  private final Map<String, SimpleInboundEventSource<?>> sources = new ConcurrentHashMap<>();

  /** What wakes the reconciler of a kind. */
  <R extends CustomResource<?, ResourceStatus>> SimpleInboundEventSource<R> events(Class<R> kind) {
    SimpleInboundEventSource<R> source = new SimpleInboundEventSource<>("pass");
    sources.put(kind.getSimpleName(), source);
    return source;
  }

  /**
   * Takes the findings of a pass in place of those before.
   *
   * @param declared the resources that the pass saw
   */
  public void post(Map<Owner, Finding> found, SortedMap<Owner, DeclaredResource> declared) {
    findings.keySet().retainAll(found.keySet());
    findings.putAll(found);
    found.forEach((owner, finding) -> {
      DeclaredResource resource = declared.get(owner);
      SimpleInboundEventSource<?> source = sources.get(owner.kind());
      if (resource != null && source != null && differs(finding, resource)) {
        source.propagateEvent(id(owner));
      }
    });
  }

  /** What the newest pass found of a resource. */
  public Optional<Finding> of(Owner owner) {
    return Optional.ofNullable(findings.get(owner));
  }

  /**
   * The write that brings the status of a resource to what was found; none if it is there.
   *
   * @param empty makes a resource that holds nothing yet
   */
  <R extends CustomResource<?, ResourceStatus>> UpdateControl<R> status(
      R resource, Supplier<R> empty) {
    Finding finding = findings.get(DeclaredResource.owner(resource));
    if (finding == null
        || finding.status() == null
        || !finding.uid().equals(resource.getMetadata().getUid())
        || finding.status().equals(resource.getStatus())) {
      return UpdateControl.noUpdate();
    }
    R patch = empty.get();
    patch.setMetadata(
        new ObjectMetaBuilder()
            .withName(resource.getMetadata().getName())
            .withNamespace(resource.getMetadata().getNamespace())
            .build());
    patch.setStatus(finding.status());
    return UpdateControl.patchStatus(patch);
  }

  /** Whether a deleted resource may go. */
  DeleteControl release(CustomResource<?, ?> resource) {
    Finding finding = findings.get(DeclaredResource.owner(resource));
    return finding != null
            && finding.gone()
            && finding.uid().equals(resource.getMetadata().getUid())
        ? DeleteControl.defaultDelete()
        : DeleteControl.noFinalizerRemoval();
  }

  private static boolean differs(Finding finding, DeclaredResource resource) {
    return resource.deleting()
        ? finding.gone()
        : finding.status() != null && !finding.status().equals(resource.status());
  }

  private static ResourceID id(Owner owner) {
    return owner.namespace().isEmpty()
        ? new ResourceID(owner.name())
        : new ResourceID(owner.name(), owner.namespace());
  }
}
