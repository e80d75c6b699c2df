package dev.waymark.controller.rollout;

import dev.waymark.api.node.v1alpha1.RejectedRoot;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.compiler.status.Reasons;
import org.jspecify.annotations.Nullable;

/**
 * A root that a node does not take.
 *
 * @param owner the resource whose demand was not met, as {@code Owner.toString()}; null where none
 *     can be named
 */
public record Rejection(Digest root, @Nullable String owner, Reason reason, String message) {
  static Rejection of(RejectedRoot rejected) {
    return new Rejection(
        Digest.parse(rejected.root()),
        rejected.owner(),
        Reasons.of(rejected.reason()),
        rejected.message());
  }
}
