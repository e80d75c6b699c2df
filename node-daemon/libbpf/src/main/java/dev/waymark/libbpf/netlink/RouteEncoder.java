package dev.waymark.libbpf.netlink;

import java.nio.ByteBuffer;

/** Writes routes; the bytes are drawn in {@link RouteDecoder}, its mirror. */
final class RouteEncoder {
  private static final int SCOPE_UNIVERSE = 0;
  private static final int SCOPE_LINK = 253;
  private static final int SCOPE_HOST = 254;

  private RouteEncoder() {}

  static void encode(Route route, MessageWriter writer) {
    if (route.type() == RouteType.OTHER || route.sourceLength() != 0) {
      throw new IllegalArgumentException("cannot be written: " + route);
    }
    boolean single = route.hops().size() == 1;
    writer
        .u8(route.family().number())
        .u8(route.prefixLength())
        .u8(0)
        .u8(route.tos())
        .u8(shortTable(route.table()))
        .u8(route.protocol())
        .u8(route.scope() < 0 ? fittingScope(route) : route.scope())
        .u8(route.type().number())
        .u32(single ? route.hops().getFirst().flags() : 0);
    if (route.prefixLength() > 0) {
      writer.attribute(RouteDecoder.RTA_DST, route.destination());
    }
    writer.attribute(RouteDecoder.RTA_TABLE, route.table());
    if (route.metric() != 0) {
      writer.attribute(RouteDecoder.RTA_PRIORITY, route.metric());
    }
    if (route.preferredSource() != null) {
      writer.attribute(RouteDecoder.RTA_PREFSRC, route.preferredSource());
    }
    if (route.mtu() != 0) {
      int metrics = writer.beginNested(RouteDecoder.RTA_METRICS);
      if (route.family() == IpFamily.V6) {
        writer.attribute(RouteDecoder.RTAX_LOCK, 1 << RouteDecoder.RTAX_MTU);
      }
      writer.attribute(RouteDecoder.RTAX_MTU, route.mtu());
      writer.endNested(metrics);
    }
    if (single) {
      encodeHop(route.hops().getFirst(), route.family(), writer);
    } else if (!route.hops().isEmpty()) {
      encodeMultipath(route, writer);
    }
  }

  /** What a dump is asked for; checked strictly by the kernel. */
  static void encodeDump(RouteFilter filter, MessageWriter writer) {
    writer
        .u8(filter.family().number())
        .u8(0)
        .u8(0)
        .u8(0)
        .u8(shortTable(filter.table()))
        .u8(filter.protocol())
        .u8(0)
        .u8(0)
        .u32(0);
    if (filter.table() != 0) {
      writer.attribute(RouteDecoder.RTA_TABLE, filter.table());
    }
  }

  private static void encodeHop(RouteHop hop, IpFamily family, MessageWriter writer) {
    if (hop.ifindex() != 0) {
      writer.attribute(RouteDecoder.RTA_OIF, hop.ifindex());
    }
    encodeGateway(hop, family, writer);
  }

  private static void encodeGateway(RouteHop hop, IpFamily family, MessageWriter writer) {
    IpAddress gateway = hop.gateway();
    if (gateway == null) {
      return;
    }
    if (gateway.family() == family) {
      writer.attribute(RouteDecoder.RTA_GATEWAY, gateway);
    } else {
      byte[] address = gateway.bytes();
      ByteBuffer via =
          ByteBuffer.allocate(2 + address.length).order(java.nio.ByteOrder.nativeOrder());
      via.putShort((short) gateway.family().number()).put(address);
      writer.attribute(RouteDecoder.RTA_VIA, via.array());
    }
  }

  private static void encodeMultipath(Route route, MessageWriter writer) {
    int all = writer.beginPlainNested(RouteDecoder.RTA_MULTIPATH);
    for (RouteHop hop : route.hops()) {
      int start = writer.position();
      // The length comes first here too, so that an attribute's end serves for a hop's.
      writer.u16(0).u8(hop.flags()).u8(hop.weight() - 1).u32(hop.ifindex());
      encodeGateway(hop, route.family(), writer);
      writer.endNested(start);
    }
    writer.endNested(all);
  }

  // The one byte for it holds 255 tables; RTA_TABLE holds the others and 0 stands here.
  private static int shortTable(int table) {
    return table > 0 && table < 256 ? table : 0;
  }

  // IPv4 wants a scope that fits; IPv6 reads none.
  private static int fittingScope(Route route) {
    return switch (route.type()) {
      case LOCAL -> SCOPE_HOST;
      case UNICAST ->
          route.hops().stream().allMatch(h -> h.gateway() == null) ? SCOPE_LINK : SCOPE_UNIVERSE;
      default -> SCOPE_UNIVERSE;
    };
  }
}
