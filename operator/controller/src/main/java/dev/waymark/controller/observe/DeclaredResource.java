package dev.waymark.controller.observe;

import dev.waymark.api.v1alpha1.ResourceStatus;
import dev.waymark.compiler.model.Owner;
import io.fabric8.kubernetes.client.CustomResource;
import org.jspecify.annotations.Nullable;

/**
 * A user's resource without what it declares.
 *
 * @param deleting whether it was deleted and waits for its finalizer
 * @param status the one written last; null before the first
 */
public record DeclaredResource(
    Owner owner, String uid, long generation, boolean deleting, @Nullable ResourceStatus status) {

  /** Reads a resource. */
  static DeclaredResource of(CustomResource<?, ResourceStatus> resource) {
    Long generation = resource.getMetadata().getGeneration();
    return new DeclaredResource(
        owner(resource),
        resource.getMetadata().getUid(),
        generation == null ? 0 : generation,
        resource.getMetadata().getDeletionTimestamp() != null,
        resource.getStatus());
  }

  /** The name of a resource in desired states. */
  public static Owner owner(CustomResource<?, ?> resource) {
    String namespace = resource.getMetadata().getNamespace();
    return new Owner(
        resource.getKind(), namespace == null ? "" : namespace, resource.getMetadata().getName());
  }
}
