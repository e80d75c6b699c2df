package dev.waymark.dataplane.nexthop;

import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.layout.NextHopLayout;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A neighbour, or a whole link, that packets leave by.
 *
 * @param ifindex of the output interface, at least 1
 * @param family of the gateway; null: no gateway, the destination itself is the neighbour
 * @param gatewayHi the gateway's address, left aligned
 * @param gatewayLo the rest of an IPv6 address
 * @param noLinkLayer the device has no link-layer header, so never the Fast path
 * @param mtu of the device, bytes, 0 to 65535; 0 is unknown
 * @param mark bits that the Kernel path sets to have the kernel use this next hop
 * @param counter index of its counter; 0: none
 * @param seed what it is known by when flows are spread; the same after a restart
 */
public record NextHop(
    int ifindex,
    @Nullable Family family,
    long gatewayHi,
    long gatewayLo,
    boolean noLinkLayer,
    int mtu,
    int mark,
    int counter,
    long seed) {

  public NextHop {
    if (ifindex < 1 || mtu < 0 || mtu > 0xffff || counter < 0) {
      throw new IllegalArgumentException(
          "next hop: ifindex=" + ifindex + " mtu=" + mtu + " counter=" + counter);
    }
    if ((family != Family.V6 && (gatewayLo != 0 || (gatewayHi & 0xffffffffL) != 0))
        || (family == null && gatewayHi != 0)) {
      throw new IllegalArgumentException("next hop: bits set beyond the gateway's address");
    }
  }

  /**
   * A gateway on a link.
   *
   * @param gateway 4 or 16 bytes
   */
  public static NextHop via(
      int ifindex, byte[] gateway, int mtu, int mark, int counter, long seed) {
    Family family = Family.ofAddress(gateway);
    ByteBuffer bytes = ByteBuffer.allocate(16).put(gateway).rewind();
    return new NextHop(
        ifindex, family, bytes.getLong(), bytes.getLong(), false, mtu, mark, counter, seed);
  }

  /** A link whose neighbours are the destinations themselves. */
  public static NextHop onLink(int ifindex, int mtu, int mark, int counter, long seed) {
    return new NextHop(ifindex, null, 0, 0, false, mtu, mark, counter, seed);
  }

  /** The same on a device without a link-layer header. */
  public NextHop withoutLinkLayer() {
    return new NextHop(ifindex, family, gatewayHi, gatewayLo, true, mtu, mark, counter, seed);
  }

  void encode(ByteBuffer record) {
    record.putInt(NextHopLayout.IFINDEX, ifindex);
    record.putInt(NextHopLayout.MARK, mark);
    for (int i = 0; i < Long.BYTES; i++) {
      int shift = 56 - 8 * i;
      record.put(NextHopLayout.GATEWAY + i, (byte) (gatewayHi >>> shift));
      record.put(NextHopLayout.GATEWAY + Long.BYTES + i, (byte) (gatewayLo >>> shift));
    }
    record.put(NextHopLayout.FAMILY, (byte) (family == null ? 0 : family.code()));
    int flags =
        (family == null ? NextHopLayout.NEXT_HOP_ONLINK : 0)
            | (noLinkLayer ? NextHopLayout.NEXT_HOP_NO_L2 : 0);
    record.put(NextHopLayout.FLAGS, (byte) flags);
    record.putShort(NextHopLayout.MTU, (short) mtu);
    record.putInt(NextHopLayout.COUNTER, counter);
  }
}
