package dev.waymark.libbpf.netlink;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** {@code struct ifaddrmsg}: family, prefix length, flags, scope (u8 each), index u32. */
final class AddressCodec {
  private static final int FIXED_BYTES = 8;
  private static final int IFA_ADDRESS = 1;
  private static final int IFA_LOCAL = 2;
  private static final int IFA_FLAGS = 8;

  private @Nullable IpAddress address;
  private @Nullable IpAddress local;
  private int flags;

  private AddressCodec() {}

  static @Nullable Address decode(NetlinkMessage message) {
    if (IpFamily.of(message.u8(0)) == null) {
      return null;
    }
    AddressCodec read = new AddressCodec();
    read.flags = message.u8(2);
    NetlinkMessage.attributes(message.body(), FIXED_BYTES, read::attribute);
    IpAddress own = read.local != null ? read.local : read.address;
    if (own == null) {
      return null;
    }
    // On a point-to-point link the two differ, and IFA_ADDRESS is the other end's.
    IpAddress peer = own.equals(read.address) ? null : read.address;
    return new Address(message.i32(4), own, message.u8(1), peer, message.u8(3), read.flags);
  }

  private void attribute(int type, ByteBuffer value) {
    switch (type) {
      case IFA_ADDRESS -> address = NetlinkMessage.address(value);
      case IFA_LOCAL -> local = NetlinkMessage.address(value);
      case IFA_FLAGS -> flags = value.getInt(0);
      default -> {}
    }
  }

  static void encode(Address address, MessageWriter writer) {
    writer
        .u8(address.address().family().number())
        .u8(address.prefixLength())
        .u8(0)
        .u8(address.scope())
        .u32(address.ifindex());
    writer.attribute(IFA_LOCAL, address.address());
    IpAddress peer = address.peer();
    writer.attribute(IFA_ADDRESS, peer == null ? address.address() : peer);
    writer.attribute(IFA_FLAGS, address.flags());
  }

  static void encodeDump(MessageWriter writer) {
    writer.u32(0).u32(0);
  }
}
