package dev.waymark.compiler.text;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.RouteType;
import dev.waymark.compiler.model.Hop;
import dev.waymark.compiler.model.Way;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One route in the syntax of {@code ip route}.
 *
 * @param via sorted; empty unless the type is Unicast or Multicast
 * @param metric 0–4294967295
 * @param mtu bytes; 0: the device's
 */
public record IpRouteLine(
    Prefix to, RouteType type, List<Hop> via, long metric, int mtu, @Nullable Address src) {
  /** Sorts the hops. */
  public IpRouteLine {
    via = inOrder(via) ? List.copyOf(via) : via.stream().sorted().toList();
  }

  /**
   * Reads one line.
   *
   * @throws IpRouteException if it is not a route
   */
  public static IpRouteLine parse(String line) {
    return new IpRouteParser(line).parse();
  }

  /** The same for another destination of the same family; shares {@link #via}. */
  public IpRouteLine to(Prefix other) {
    return new IpRouteLine(other, type, via, metric, mtu, src);
  }

  /** Whether it says the same of its destination, told by identity: no may be wrong. */
  @SuppressWarnings("ReferenceEquality") // what is shared is meant, not what is alike
  public boolean sharesTail(IpRouteLine other) {
    return via == other.via
        && type == other.type
        && metric == other.metric
        && mtu == other.mtu
        && src == other.src;
  }

  /** The line of a route of a table. */
  public static IpRouteLine of(Prefix to, Way way) {
    return new IpRouteLine(to, way.type(), way.via(), way.metric(), way.mtu(), way.src());
  }

  /** What a line of {@code ip route} has no word for, as a comment behind it. */
  public static String note(Way way) {
    String input = way.inputInterface();
    return "  # "
        + (input == null ? "" : "in by " + input + ", ")
        + (way.force() ? "force, " : "")
        + (way.expiresAt() == null ? "" : "until " + way.expiresAt() + ", ")
        + way.owner();
  }

  /** The canonical line; {@link #parse} of it gives an equal value. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(64);
    if (type != RouteType.Unicast) {
      line.append(IpRouteParser.word(type)).append(' ');
    }
    line.append(to);
    if (via.size() == 1) {
      hop(line, via.getFirst());
    }
    if (metric != 0) {
      line.append(" metric ").append(metric);
    }
    if (mtu != 0) {
      line.append(" mtu ").append(mtu);
    }
    if (src != null) {
      line.append(" src ").append(src);
    }
    if (via.size() > 1) {
      for (Hop hop : via) {
        line.append(" nexthop");
        hop(line, hop);
      }
    }
    return line.toString();
  }

  private static boolean inOrder(List<Hop> via) {
    for (int i = 1; i < via.size(); i++) {
      if (via.get(i - 1).compareTo(via.get(i)) > 0) {
        return false;
      }
    }
    return true;
  }

  private void hop(StringBuilder line, Hop hop) {
    Address gateway = hop.gateway();
    if (gateway != null) {
      line.append(" via ")
          .append(to.family() == Family.V4 && gateway.family() == Family.V6 ? "inet6 " : "")
          .append(gateway);
    }
    if (hop.interfaceName() != null) {
      line.append(" dev ").append(hop.interfaceName());
    }
    if (hop.weight() != 1) {
      line.append(" weight ").append(hop.weight());
    }
    if (hop.onlink()) {
      line.append(" onlink");
    }
    if (hop.optional()) {
      line.append(" optional");
    }
  }
}
