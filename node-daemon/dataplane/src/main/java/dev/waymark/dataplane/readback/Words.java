package dev.waymark.dataplane.readback;

import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.layout.Question;
import dev.waymark.dataplane.lpm.Rib;
import dev.waymark.dataplane.nexthop.Forwarding;
import dev.waymark.dataplane.nexthop.NextHop;
import dev.waymark.dataplane.nexthop.Records;
import dev.waymark.dataplane.nexthop.Route;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Questions and answers as people say them. */
final class Words {
  private static final int CORRUPT = -1;

  private final Records records;

  Words(Records records) {
    this.records = records;
  }

  /** A disagreement about an address of a table, whose routes are known. */
  Disagreement leaf(
      Family family, int table, Rib routes, long hi, long lo, int expected, int found) {
    int bits = routes.coveringLength(hi, lo, family.bits());
    String prefix = bits < 0 ? "no prefix" : address(family, hi, lo, bits) + "/" + bits;
    String what =
        "table %d, address %s (%s)".formatted(table, address(family, hi, lo, 128), prefix);
    return new Disagreement(what, route(expected), route(found));
  }

  /** A disagreement about a record, or a bucket of a group. */
  Disagreement record(Question question, int index, int hash, int expected, int found) {
    if (question == Question.MEMBER) {
      return new Disagreement(
          "bucket %d of group %d".formatted(hash, index), nextHop(expected), nextHop(found));
    }
    String declared =
        switch (question) {
          case ROUTE -> route(index);
          case NEXT_HOP -> nextHop(index);
          default -> group(records.groupOrNull(index));
        };
    String name = question.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return new Disagreement(name + " " + index, declared, "something else in the store");
  }

  /** The outputs of a group are not in the store as they should be. */
  Disagreement outputs(int index) {
    return new Disagreement(
        "the outputs of group " + index,
        group(records.groupOrNull(index)),
        "something else in the store");
  }

  private String route(int handle) {
    if (handle == 0) {
      return "no route";
    }
    if (handle == CORRUPT) {
      return "a trie that leads nowhere";
    }
    Route route = records.routeOrNull(handle);
    if (route == null) {
      return "a route that does not exist (" + handle + ")";
    }
    Forwarding group = route.group();
    return route.type().name().toLowerCase(Locale.ROOT) + (group == null ? "" : " " + group(group));
  }

  private static String group(@Nullable Forwarding group) {
    return group == null
        ? "no group"
        : group.nextHops().stream().map(Words::text).collect(Collectors.joining(", "));
  }

  private String nextHop(int index) {
    NextHop hop = records.nextHopOrNull(index);
    return hop == null ? "a next hop that does not exist (" + index + ")" : text(hop);
  }

  private static String text(NextHop hop) {
    Family family = hop.family();
    return (family == null
            ? "on link"
            : "via " + address(family, hop.gatewayHi(), hop.gatewayLo(), 128))
        + " on interface "
        + hop.ifindex();
  }

  /** The first {@code bits} of an address, as text. */
  private static String address(Family family, long hi, long lo, int bits) {
    long high = bits == 0 ? 0 : bits >= 64 ? hi : hi & -1L << (64 - bits);
    long low = bits <= 64 ? 0 : bits >= 128 ? lo : lo & -1L << (128 - bits);
    ByteBuffer bytes = ByteBuffer.allocate(family.bits() / Byte.SIZE);
    if (family == Family.V4) {
      bytes.putInt((int) (high >>> 32));
    } else {
      bytes.putLong(high).putLong(low);
    }
    try {
      return InetAddress.getByAddress(bytes.array()).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of " + bytes.capacity() + " bytes", e);
    }
  }
}
