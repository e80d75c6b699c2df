package dev.waymark.controller.rollout;

import dev.waymark.api.node.v1alpha1.NodeRouting;
import dev.waymark.api.node.v1alpha1.NodeRoutingSpec;
import dev.waymark.api.node.v1alpha1.NodeRoutingStatus;
import dev.waymark.api.node.v1alpha1.OwnerFailure;
import dev.waymark.api.v1alpha1.Condition;
import dev.waymark.compiler.slice.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node's Node and NodeRouting say.
 *
 * @param specRoot what it was asked to hold last; null where nobody asked yet
 * @param seenRoot what it was asked for when it last looked
 * @param stableRoot what it proved; null: nothing yet
 * @param rejections the newest last
 * @param failures what does not hold there fully, by resource
 * @param conditions of the node as a whole
 */
public record NodeStanding(
    String name,
    Reach reach,
    @Nullable Digest specRoot,
    @Nullable Digest seenRoot,
    @Nullable Digest activeRoot,
    @Nullable Digest stableRoot,
    List<Rejection> rejections,
    List<OwnerFailure> failures,
    List<Condition> conditions) {
  /** After so long without a word a node is left out of what Ready waits for. */
  public static final Duration UNREACHABLE_AFTER = Duration.ofMinutes(5);

  /** The most rejections that a node keeps. */
  public static final int REJECTIONS_MAX = 4;

  /** Whether anybody can be expected to take a change there. */
  public enum Reach {
    /** The node is ready and its daemon has spoken. */
    Present,
    /** The node is not ready for a while, or its daemon never spoke. */
    Away,
    /** The node is not ready for more than five minutes. */
    Unreachable
  }

  /** Keeps copies. */
  public NodeStanding {
    rejections = List.copyOf(rejections);
    failures = List.copyOf(failures);
    conditions = List.copyOf(conditions);
  }

  /**
   * Reads them.
   *
   * @param routing null where there is none yet
   * @param ready whether the Node is ready
   * @param since when that last changed
   * @throws IllegalArgumentException if a root is no digest, which the API server lets nobody write
   */
  public static NodeStanding of(
      String name, @Nullable NodeRouting routing, boolean ready, Instant since, Instant now) {
    @Nullable NodeRoutingSpec spec = routing == null ? null : routing.getSpec();
    @Nullable NodeRoutingStatus status = routing == null ? null : routing.getStatus();
    Reach reach =
        !ready && Duration.between(since, now).compareTo(UNREACHABLE_AFTER) > 0
            ? Reach.Unreachable
            : ready && status != null && status.phase() != null ? Reach.Present : Reach.Away;
    @Nullable Digest asked = spec == null ? null : Digest.parse(spec.root());
    if (status == null) {
      return new NodeStanding(
          name, reach, asked, null, null, null, List.of(), List.of(), List.of());
    }
    return new NodeStanding(
        name,
        reach,
        asked,
        digest(status.desiredRoot()),
        digest(status.activeRoot()),
        digest(status.stableRoot()),
        status.rejectedRoots().stream().map(Rejection::of).toList(),
        status.failures(),
        status.conditions());
  }

  private static @Nullable Digest digest(@Nullable String text) {
    return text == null ? null : Digest.parse(text);
  }
}
