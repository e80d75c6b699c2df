package dev.waymark.libbpf.netlink;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** {@code struct netconfmsg}: family u8; each attribute an i32. */
final class NetworkSettingCodec {
  private static final int FIXED_BYTES = 4;
  private static final int NETCONFA_IFINDEX = 1;
  private static final int NETCONFA_FORWARDING = 2;
  private static final int NETCONFA_RP_FILTER = 3;

  private int ifindex;
  private @Nullable Boolean forwarding;
  private @Nullable Integer reversePathFilter;

  private NetworkSettingCodec() {}

  // MPLS has settings too.
  static @Nullable NetworkSetting decode(NetlinkMessage message) {
    IpFamily family = IpFamily.of(message.u8(0));
    if (family == null) {
      return null;
    }
    NetworkSettingCodec read = new NetworkSettingCodec();
    NetlinkMessage.attributes(message.body(), FIXED_BYTES, read::attribute);
    return new NetworkSetting(family, read.ifindex, read.forwarding, read.reversePathFilter);
  }

  private void attribute(int type, ByteBuffer value) {
    switch (type) {
      case NETCONFA_IFINDEX -> ifindex = value.getInt(0);
      case NETCONFA_FORWARDING -> forwarding = value.getInt(0) != 0;
      case NETCONFA_RP_FILTER -> reversePathFilter = value.getInt(0);
      default -> {}
    }
  }
}
