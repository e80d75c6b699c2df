package dev.waymark.cli.standing;

import dev.waymark.api.v1alpha1.Condition;
import dev.waymark.api.v1alpha1.ConditionStatus;
import dev.waymark.api.v1alpha1.ConditionType;
import dev.waymark.api.v1alpha1.ResourceStatus;
import dev.waymark.compiler.model.Owner;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the operator says of one resource.
 *
 * @param ready its condition; absent, or of an older generation: nobody judged it yet
 * @param nodes ready of selected, for instance {@code 2/3}
 * @param amiss the conditions that stand only while something is
 */
public record ResourceLine(
    Owner resource, Optional<Condition> ready, String nodes, List<Condition> amiss) {

  /** Copies. */
  public ResourceLine {
    amiss = List.copyOf(amiss);
  }

  /** Of a resource as the API server has it. */
  public static ResourceLine of(CustomResource<?, ResourceStatus> resource) {
    ResourceStatus status = resource.getStatus();
    Long generation = resource.getMetadata().getGeneration();
    if (status == null) {
      return new ResourceLine(owner(resource), Optional.empty(), "", List.of());
    }
    return new ResourceLine(
        owner(resource),
        status.conditions().stream()
            .filter(one -> one.type().equals(ConditionType.Ready.name()))
            .filter(one -> isAbout(one, generation))
            .findFirst(),
        status.summary() == null ? "" : status.summary().nodes(),
        status.conditions().stream().filter(ResourceLine::isAmiss).toList());
  }

  /** Who a resource is. */
  public static Owner owner(CustomResource<?, ?> resource) {
    String namespace = resource.getMetadata().getNamespace();
    return new Owner(
        resource.getKind(), namespace == null ? "" : namespace, resource.getMetadata().getName());
  }

  /** Whether it is ready, and nothing is amiss. */
  public boolean isReady() {
    return ready.filter(one -> one.status() == ConditionStatus.True).isPresent();
  }

  private static boolean isAbout(Condition condition, @Nullable Long generation) {
    return condition.observedGeneration() == null
        || generation == null
        || condition.observedGeneration() >= generation;
  }

  private static boolean isAmiss(Condition condition) {
    for (ConditionType type : ConditionType.values()) {
      if (type.name().equals(condition.type())) {
        return !type.always() && condition.status() == ConditionStatus.True;
      }
    }
    return false;
  }
}
