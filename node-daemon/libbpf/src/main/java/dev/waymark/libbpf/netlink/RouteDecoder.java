package dev.waymark.libbpf.netlink;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code struct rtmsg}: family, destination length, source length, tos, table, protocol, scope,
 * type (u8 each), flags u32; and {@code struct rtnexthop} of multipath: length u16, flags u8,
 * weight - 1 u8, index i32. {@link RouteEncoder} is its mirror.
 */
final class RouteDecoder {
  static final int FIXED_BYTES = 12;
  static final int HOP_BYTES = 8;
  static final int RTA_DST = 1;
  static final int RTA_OIF = 4;
  static final int RTA_GATEWAY = 5;
  static final int RTA_PRIORITY = 6;
  static final int RTA_PREFSRC = 7;
  static final int RTA_METRICS = 8;
  static final int RTA_MULTIPATH = 9;
  static final int RTA_TABLE = 15;
  static final int RTA_VIA = 18;
  static final int RTA_NH_ID = 30;
  static final int RTAX_LOCK = 1;
  static final int RTAX_MTU = 2;

  private final List<RouteHop> hops = new ArrayList<>(1);
  private @Nullable IpAddress destination;
  private @Nullable IpAddress gateway;
  private @Nullable IpAddress preferredSource;
  private int table;
  private int outgoing;
  private int metric;
  private int mtu;
  private int nextHopId;

  private RouteDecoder() {}

  // Other families are multicast and MPLS.
  static @Nullable Route decode(NetlinkMessage message) {
    IpFamily family = IpFamily.of(message.u8(0));
    if (family == null) {
      return null;
    }
    RouteDecoder read = new RouteDecoder();
    read.table = message.u8(4);
    NetlinkMessage.attributes(message.body(), FIXED_BYTES, read::attribute);
    int flags = message.i32(8);
    if (read.hops.isEmpty() && (read.outgoing != 0 || read.gateway != null)) {
      read.hops.add(new RouteHop(read.gateway, read.outgoing, 1, flags & 0xff));
    }
    return new Route(
        family,
        read.table,
        read.destination == null ? IpAddress.any(family) : read.destination,
        message.u8(1),
        RouteType.of(message.u8(7)),
        read.metric,
        message.u8(5),
        message.u8(6),
        message.u8(3),
        message.u8(2),
        read.hops,
        read.preferredSource,
        read.mtu,
        read.nextHopId,
        flags);
  }

  private void attribute(int type, ByteBuffer value) {
    switch (type) {
      case RTA_DST -> destination = NetlinkMessage.address(value);
      case RTA_OIF -> outgoing = value.getInt(0);
      case RTA_GATEWAY -> gateway = NetlinkMessage.address(value);
      case RTA_VIA -> gateway = via(value);
      case RTA_PRIORITY -> metric = value.getInt(0);
      case RTA_PREFSRC -> preferredSource = NetlinkMessage.address(value);
      case RTA_METRICS -> NetlinkMessage.attributes(value, 0, this::metric);
      case RTA_MULTIPATH -> multipath(value);
      case RTA_TABLE -> table = value.getInt(0);
      case RTA_NH_ID -> nextHopId = value.getInt(0);
      default -> {}
    }
  }

  private void metric(int type, ByteBuffer value) {
    if (type == RTAX_MTU) {
      mtu = value.getInt(0);
    }
  }

  // struct rtvia: family u16, then the address.
  private static IpAddress via(ByteBuffer value) {
    return IpAddress.read(value, 2, value.limit() - 2);
  }

  private void multipath(ByteBuffer value) {
    int at = 0;
    while (at + HOP_BYTES <= value.limit()) {
      int length = Short.toUnsignedInt(value.getShort(at));
      if (length < HOP_BYTES || at + length > value.limit()) {
        throw new IllegalStateException("the kernel sent a next hop of impossible length");
      }
      IpAddress[] hopGateway = {null};
      NetlinkMessage.attributes(
          value.slice(at, length).order(value.order()),
          HOP_BYTES,
          (type, inner) -> {
            if (type == RTA_GATEWAY) {
              hopGateway[0] = NetlinkMessage.address(inner);
            } else if (type == RTA_VIA) {
              hopGateway[0] = via(inner);
            }
          });
      int weight = Byte.toUnsignedInt(value.get(at + 3)) + 1;
      int flags = Byte.toUnsignedInt(value.get(at + 2));
      hops.add(new RouteHop(hopGateway[0], value.getInt(at + 4), weight, flags));
      at += (length + 3) & ~3;
    }
  }
}
