package dev.waymark.dataplane.packet;

import dev.waymark.dataplane.reference.Bytes;

/**
 * What a program made of one packet.
 *
 * @param returned -1, or a TC_ACT number
 */
public record Ran(int returned, int mark, Bytes packet) {

  /** What the twin wrote down on the way: {@code struct wm_trace}. */
  public record Trace(
      long generation,
      int verdict,
      int reason,
      int rule,
      int table,
      int route,
      int group,
      int bucket,
      int nextHop,
      int ifindex,
      int mark,
      int tries,
      int hash) {}
}
