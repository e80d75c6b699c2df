package dev.waymark.libbpf.netlink;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** {@code struct ndmsg}: family u8, pad u8, pad u16, index i32, state u16, flags u8, type u8. */
final class NeighbourCodec {
  private static final int FIXED_BYTES = 12;
  private static final int NDA_DST = 1;
  private static final int NDA_LLADDR = 2;

  private @Nullable IpAddress address;
  private String mac = "";

  private NeighbourCodec() {}

  // Other families are a bridge's forwarding table.
  static @Nullable Neighbour decode(NetlinkMessage message) {
    if (IpFamily.of(message.u8(0)) == null) {
      return null;
    }
    NeighbourCodec read = new NeighbourCodec();
    NetlinkMessage.attributes(message.body(), FIXED_BYTES, read::attribute);
    return read.address == null
        ? null
        : new Neighbour(message.i32(4), read.address, read.mac, message.u16(8), message.u8(10));
  }

  private void attribute(int type, ByteBuffer value) {
    switch (type) {
      case NDA_DST -> address = NetlinkMessage.address(value);
      case NDA_LLADDR -> mac = NetlinkMessage.mac(value);
      default -> {}
    }
  }

  static void encode(Neighbour neighbour, MessageWriter writer) {
    writer
        .u32(neighbour.address().family().number())
        .u32(neighbour.ifindex())
        .u16(neighbour.state())
        .u8(neighbour.flags())
        .u8(0);
    writer.attribute(NDA_DST, neighbour.address());
    if (!neighbour.mac().isEmpty()) {
      writer.attribute(NDA_LLADDR, NetlinkMessage.macBytes(neighbour.mac()));
    }
  }

  static void encodeDump(MessageWriter writer) {
    writer.u32(0).u32(0).u32(0);
  }
}
