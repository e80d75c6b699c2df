package dev.waymark.libbpf.testing;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * What of a frame is still to be done ({@code struct virtio_net_hdr}).
 *
 * @param sumFrom where the transport header begins, if its checksum is to be made; 0: it is right
 * @param sumAt where in it the checksum stands, which holds the pseudo header's sum meanwhile
 * @param gso which protocol's segments it stands for
 * @param headers bytes of all headers, with gso
 * @param segment bytes of payload of each segment, with gso
 */
public record Offload(int sumFrom, int sumAt, Gso gso, int headers, int segment) {
  static final int BYTES = 10;

  /** A frame that is as it should be. */
  public static final Offload NONE = new Offload(0, 0, Gso.NONE, 0, 0);

  private static final int NEEDS_SUM = 1;
  private static final int TYPES = 0x7f;

  /** {@code VIRTIO_NET_HDR_GSO_*}. */
  public enum Gso {
    NONE(0),
    TCP_V4(1),
    TCP_V6(4),
    UDP(5),
    OTHER(-1);

    private final int number;

    Gso(int number) {
      this.number = number;
    }

    private static Gso of(int number) {
      for (Gso each : values()) {
        if (each.number == number) {
          return each;
        }
      }
      return OTHER;
    }
  }

  void write(MemorySegment to) {
    to.set(ValueLayout.JAVA_BYTE, 0, (byte) (sumFrom == 0 ? 0 : NEEDS_SUM));
    to.set(ValueLayout.JAVA_BYTE, 1, (byte) gso.number);
    to.set(ValueLayout.JAVA_SHORT, 2, (short) headers);
    to.set(ValueLayout.JAVA_SHORT, 4, (short) segment);
    to.set(ValueLayout.JAVA_SHORT, 6, (short) sumFrom);
    to.set(ValueLayout.JAVA_SHORT, 8, (short) sumAt);
  }

  static Offload read(MemorySegment from) {
    boolean sum = (from.get(ValueLayout.JAVA_BYTE, 0) & NEEDS_SUM) != 0;
    return new Offload(
        sum ? from.get(ValueLayout.JAVA_SHORT, 6) & 0xffff : 0,
        sum ? from.get(ValueLayout.JAVA_SHORT, 8) & 0xffff : 0,
        Gso.of(from.get(ValueLayout.JAVA_BYTE, 1) & TYPES),
        from.get(ValueLayout.JAVA_SHORT, 2) & 0xffff,
        from.get(ValueLayout.JAVA_SHORT, 4) & 0xffff);
  }
}
