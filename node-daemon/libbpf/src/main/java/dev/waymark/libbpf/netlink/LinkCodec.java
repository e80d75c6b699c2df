package dev.waymark.libbpf.netlink;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** {@code struct ifinfomsg}: family u8, pad, type u16, index i32, flags u32, change u32. */
final class LinkCodec {
  private static final int FIXED_BYTES = 16;
  private static final int IFLA_ADDRESS = 1;
  private static final int IFLA_IFNAME = 3;
  private static final int IFLA_MTU = 4;
  private static final int IFLA_LINK = 5;
  private static final int IFLA_MASTER = 10;
  private static final int IFLA_OPERSTATE = 16;
  private static final int IFLA_LINKINFO = 18;
  private static final int IFLA_INFO_KIND = 1;
  private static final int IFLA_EXT_MASK = 29;
  private static final int IFLA_XDP = 43;
  private static final int IFLA_XDP_PROG_ID = 4;
  private static final int RTEXT_FILTER_SKIP_STATS = 8;

  private String name = "";
  private String mac = "";
  private String kind = "";
  private int mtu;
  private int peer;
  private int master;
  private int operState;
  private int xdpProgramId;

  private LinkCodec() {}

  // A message of another family is about the link's part in a bridge, and no link comes or goes.
  static @Nullable Link decode(NetlinkMessage message) {
    if (message.u8(0) != 0) {
      return null;
    }
    LinkCodec read = new LinkCodec();
    NetlinkMessage.attributes(message.body(), FIXED_BYTES, read::attribute);
    return new Link(
        message.i32(4),
        read.name,
        message.i32(8),
        message.u16(2),
        read.mtu,
        read.mac,
        read.kind,
        read.master,
        read.peer,
        read.operState,
        read.xdpProgramId);
  }

  private void attribute(int type, ByteBuffer value) {
    switch (type) {
      case IFLA_ADDRESS -> mac = NetlinkMessage.mac(value);
      case IFLA_IFNAME -> name = NetlinkMessage.text(value);
      case IFLA_MTU -> mtu = value.getInt(0);
      case IFLA_LINK -> peer = value.getInt(0);
      case IFLA_MASTER -> master = value.getInt(0);
      case IFLA_OPERSTATE -> operState = Byte.toUnsignedInt(value.get(0));
      case IFLA_LINKINFO -> NetlinkMessage.attributes(value, 0, this::info);
      case IFLA_XDP -> NetlinkMessage.attributes(value, 0, this::xdp);
      default -> {}
    }
  }

  private void xdp(int type, ByteBuffer value) {
    if (type == IFLA_XDP_PROG_ID) {
      xdpProgramId = value.getInt(0);
    }
  }

  private void info(int type, ByteBuffer value) {
    if (type == IFLA_INFO_KIND) {
      kind = NetlinkMessage.text(value);
    }
  }

  static void encodeDump(MessageWriter writer) {
    writer.u32(0).u32(0).u32(0).u32(0);
    writer.attribute(IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS);
  }
}
