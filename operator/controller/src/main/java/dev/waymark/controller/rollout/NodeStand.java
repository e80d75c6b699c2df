package dev.waymark.controller.rollout;

import org.jspecify.annotations.Nullable;

/**
 * Where one node is with one resource.
 *
 * @param why it waits, in a sentence; else empty
 * @param failure what stands against it; null unless Failed
 */
public record NodeStand(Stand stand, String why, @Nullable Failure failure) {
  static NodeStand of(Stand stand) {
    return new NodeStand(stand, "", null);
  }

  static NodeStand waiting(String why) {
    return new NodeStand(Stand.Waiting, why, null);
  }

  static NodeStand failed(Failure failure) {
    return new NodeStand(Stand.Failed, "", failure);
  }
}
