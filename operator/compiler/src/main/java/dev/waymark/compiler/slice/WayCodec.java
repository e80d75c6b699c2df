package dev.waymark.compiler.slice;

import dev.waymark.api.net.Address;
import dev.waymark.api.v1alpha1.RouteType;
import dev.waymark.compiler.model.Hop;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.model.Way;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ways: type, metric, mtu, flags, source, expiry, input interface, hops, owner. */
final class WayCodec {
  private static final int FORCE = 1;
  private static final int SRC = 2;
  private static final int EXPIRES = 4;
  private static final int INPUT = 8;

  private static final int GATEWAY = 1;
  private static final int INTERFACE = 2;
  private static final int ONLINK = 4;
  private static final int OPTIONAL = 8;

  private static final int HOPS_MAX = 256;
  private static final int NAME_MAX = 1024;

  private WayCodec() {}

  static void write(ByteWriter out, Way way) {
    out.put(code(way.type()));
    out.varint(way.metric());
    out.varint(way.mtu());
    Address src = way.src();
    Instant expiresAt = way.expiresAt();
    String input = way.inputInterface();
    out.put(
        (way.force() ? FORCE : 0)
            | (src != null ? SRC : 0)
            | (expiresAt != null ? EXPIRES : 0)
            | (input != null ? INPUT : 0));
    if (src != null) {
      PrefixCodec.write(out, src);
    }
    if (expiresAt != null) {
      out.varint(expiresAt.getEpochSecond());
      out.varint(expiresAt.getNano());
    }
    if (input != null) {
      out.text(input);
    }
    out.varint(way.via().size());
    for (Hop hop : way.via()) {
      write(out, hop);
    }
    out.text(way.owner().kind());
    out.text(way.owner().namespace());
    out.text(way.owner().name());
  }

  static Way read(ByteReader in) {
    RouteType type = type(in, in.get());
    long metric = in.varint();
    int mtu = in.number(65_535, "mtu");
    int flags = flags(in, FORCE | SRC | EXPIRES | INPUT);
    Address src = (flags & SRC) != 0 ? PrefixCodec.address(in) : null;
    Instant expiresAt = (flags & EXPIRES) != 0 ? instant(in) : null;
    String input = (flags & INPUT) != 0 ? in.text(NAME_MAX, "input interface") : null;
    int size = in.number(HOPS_MAX, "number of hops");
    List<Hop> via = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      via.add(hop(in));
    }
    String kind = in.text(NAME_MAX, "kind");
    String namespace = in.text(NAME_MAX, "namespace");
    Owner owner = new Owner(kind, namespace, in.text(NAME_MAX, "name"));
    return make(in, type, metric, via, mtu, src, (flags & FORCE) != 0, expiresAt, owner, input);
  }

  private static Way make(
      ByteReader in,
      RouteType type,
      long metric,
      List<Hop> via,
      int mtu,
      @Nullable Address src,
      boolean force,
      @Nullable Instant expiresAt,
      Owner owner,
      @Nullable String input) {
    try {
      return new Way(type, metric, via, mtu, src, force, expiresAt, owner, input);
    } catch (IllegalArgumentException e) {
      throw in.corrupt("an impossible way: " + e.getMessage(), e);
    }
  }

  private static void write(ByteWriter out, Hop hop) {
    Address gateway = hop.gateway();
    String name = hop.interfaceName();
    out.put(
        (gateway != null ? GATEWAY : 0)
            | (name != null ? INTERFACE : 0)
            | (hop.onlink() ? ONLINK : 0)
            | (hop.optional() ? OPTIONAL : 0));
    out.varint(hop.weight());
    if (gateway != null) {
      PrefixCodec.write(out, gateway);
    }
    if (name != null) {
      out.text(name);
    }
  }

  private static Hop hop(ByteReader in) {
    int flags = flags(in, GATEWAY | INTERFACE | ONLINK | OPTIONAL);
    int weight = in.number(256, "weight");
    Address gateway = (flags & GATEWAY) != 0 ? PrefixCodec.address(in) : null;
    String name = (flags & INTERFACE) != 0 ? in.text(NAME_MAX, "interface") : null;
    try {
      return new Hop(gateway, name, weight, (flags & ONLINK) != 0, (flags & OPTIONAL) != 0);
    } catch (IllegalArgumentException e) {
      throw in.corrupt("an impossible hop: " + e.getMessage(), e);
    }
  }

  private static Instant instant(ByteReader in) {
    long seconds = in.varint();
    int nanos = in.number(999_999_999, "nanoseconds");
    if (seconds < Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond()) {
      throw in.corrupt("an impossible time: " + seconds);
    }
    return Instant.ofEpochSecond(seconds, nanos);
  }

  private static int flags(ByteReader in, int known) {
    int flags = in.get();
    if ((flags & ~known) != 0) {
      throw in.corrupt("unknown flags " + flags);
    }
    return flags;
  }

  private static int code(RouteType type) {
    return switch (type) {
      case Unicast -> 1;
      case Local -> 2;
      case Blackhole -> 3;
      case Unreachable -> 4;
      case Prohibit -> 5;
      case Throw -> 6;
      case Multicast -> 7;
    };
  }

  private static RouteType type(ByteReader in, int code) {
    for (RouteType type : RouteType.values()) {
      if (code(type) == code) {
        return type;
      }
    }
    throw in.corrupt("route type " + code + " is unknown");
  }
}
