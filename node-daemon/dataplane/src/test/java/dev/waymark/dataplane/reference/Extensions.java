package dev.waymark.dataplane.reference;

import static dev.waymark.dataplane.reference.ReferenceParser.u16;
import static dev.waymark.dataplane.reference.ReferenceParser.u8;

import org.jspecify.annotations.Nullable;

/**
 * The extension headers of an IPv6 packet.
 *
 * @param refused why they cannot be walked to their end
 * @param options a hop-by-hop or a routing header is among them
 * @param fragment a fragment header is among them, and the packet is not whole
 * @param id of the last fragment header
 */
record Extensions(
    @Nullable Reason refused,
    int protocol,
    int l4,
    boolean options,
    boolean fragment,
    boolean later,
    int id) {

  static Extensions walk(byte[] frame, int first, int start, int end, int most) {
    int next = first;
    int at = start;
    boolean options = false;
    boolean fragment = false;
    int id = 0;
    for (int walked = 0; isExtension(next); walked++) {
      if (walked == most) {
        return new Extensions(
            Reason.PASS_EXTENSION_HEADERS, next, at, options, fragment, false, id);
      }
      if (at + (next == 44 ? 8 : 4) > end) {
        return new Extensions(Reason.PASS_MALFORMED, next, at, options, fragment, false, id);
      }
      int length =
          next == 44 ? 8 : next == 51 ? 4 * (u8(frame, at + 1) + 2) : 8 * (u8(frame, at + 1) + 1);
      options |= next == 0 || next == 43;
      int kind = next;
      next = u8(frame, at);
      if (kind == 44) {
        int offset = u16(frame, at + 2);
        id = u16(frame, at + 4) << 16 | u16(frame, at + 6);
        fragment |= (offset & 0xfff9) != 0;
        if ((offset & 0xfff8) != 0) {
          return new Extensions(null, next, at + length, options, true, true, id);
        }
      }
      at += length;
    }
    return new Extensions(null, next, at, options, fragment, false, id);
  }

  static boolean isExtension(int number) {
    return switch (number) {
      case 0, 43, 44, 51, 60, 135, 139, 140 -> true;
      default -> false;
    };
  }
}
