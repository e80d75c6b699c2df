package dev.waymark.controller.rollout;

import dev.waymark.compiler.holding.Holding;
import dev.waymark.compiler.model.Owner;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is decided for now.
 *
 * @param holding who stays where as it was; the rest is published as declared
 * @param rollouts by resource, those that vanished as well
 */
public record Wave(Holding holding, SortedMap<Owner, ResourceRollout> rollouts) {
  /** Keeps a copy. */
  public Wave {
    rollouts = Collections.unmodifiableSortedMap(new TreeMap<>(rollouts));
  }

  /** How far the resource has come. */
  public ResourceRollout of(Owner owner) {
    ResourceRollout found = rollouts.get(owner);
    return found == null ? ResourceRollout.none(owner) : found;
  }
}
