package dev.waymark.dataplane.packet;

import dev.waymark.dataplane.reference.Bytes;
import java.util.List;

/**
 * What a program made of one packet.
 *
 * @param returned -1, or a TC_ACT number
 * @param copies what it sent by itself, in its order
 */
public record Ran(int returned, int mark, Bytes packet, List<Sent> copies) {

  /** A frame that left. */
  public record Sent(int ifindex, Bytes frame) {}

  /** Without copies. */
  public Ran(int returned, int mark, Bytes packet) {
    this(returned, mark, packet, List.of());
  }
}
