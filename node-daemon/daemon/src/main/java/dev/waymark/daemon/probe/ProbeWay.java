package dev.waymark.daemon.probe;

/** How packets to a target leave the node. */
sealed interface ProbeWay {
  /**
   * By a next hop, or by the kernel's own routes.
   *
   * @param mark that has the kernel do so; 0: its own routes
   * @param words as a part of a sentence: {@code by wan0}
   */
  record Sent(int mark, String words) implements ProbeWay {}

  /**
   * Not at all.
   *
   * @param why as a part of a sentence
   */
  record Held(String why) implements ProbeWay {}
}
