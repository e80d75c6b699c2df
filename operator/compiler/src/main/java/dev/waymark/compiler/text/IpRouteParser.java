package dev.waymark.compiler.text;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Family;
import dev.waymark.api.net.NetworkFormatException;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.RouteType;
import dev.waymark.compiler.model.Hop;
import dev.waymark.compiler.model.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** Reads one line word by word; each word takes what belongs to it. */
final class IpRouteParser {
  private static final String WORDS =
      "via, dev, weight, onlink, optional, metric, mtu, src, nexthop, proto, scope or pref";
  private static final int INTERFACE_MAX = 15;
  private static final int MTU_MIN = 576;
  private static final int MTU_MIN_V6 = 1280;
  private static final int HOPS_MAX = 16;

  private final StringTokenizer words;
  private @Nullable String peeked;
  private final List<Hop> via = new ArrayList<>();
  private boolean multipath;
  private @Nullable Address gateway;
  private boolean gatewayFamilyNamed;
  private @Nullable String interfaceName;
  private int weight = 1;
  private boolean onlink;
  private boolean optional;
  private long metric;
  private int mtu;
  private @Nullable Address src;

  IpRouteParser(String line) {
    this.words = new StringTokenizer(line);
  }

  IpRouteLine parse() {
    RouteType type = type();
    String destination = take("a destination");
    for (String word = next(); word != null; word = next()) {
      read(word);
    }
    endHop();
    Prefix to = destination.equals("default") ? everything() : prefix(destination);
    check(to, type);
    return new IpRouteLine(to, type, via, metric, mtu, src);
  }

  static String word(RouteType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  private RouteType type() {
    String first = peek();
    for (RouteType type : RouteType.values()) {
      if (word(type).equals(first)) {
        take("a type");
        if (type == RouteType.Multicast) {
          throw new IpRouteException(
              "multicast routes cannot be mirrored; declare them in spec.routes");
        }
        return type;
      }
    }
    return RouteType.Unicast;
  }

  private void read(String word) {
    switch (word) {
      case "via" -> gateway();
      case "dev", "oif" -> device();
      case "weight" -> weight = (int) number(word, 1, 256);
      case "onlink" -> onlink = true;
      case "optional" -> optional = true;
      case "metric", "preference", "priority" -> metric = number(word, 0, Way.METRIC_MAX);
      case "mtu" -> {
        if ("lock".equals(peek())) {
          take("lock");
        }
        mtu = (int) number(word, MTU_MIN, 65_535);
      }
      case "src" -> src = address("src");
      case "nexthop" -> nextHop();
      // What `ip route show` prints and Waymark has no use for: who made the route, and how far it
      // reaches.
      case "proto", "protocol", "scope", "pref" -> take("a value of " + word);
      default ->
          throw new IpRouteException('"' + word + "\" is no word of a route; write " + WORDS);
    }
  }

  private void gateway() {
    if (gateway != null) {
      throw second("via");
    }
    String family = peek();
    if ("inet".equals(family) || "inet6".equals(family)) {
      take("a family");
      gatewayFamilyNamed = true;
    }
    gateway = address("via");
    boolean right =
        !gatewayFamilyNamed || "inet6".equals(family) == (gateway.family() == Family.V6);
    if (!right) {
      throw new IpRouteException(
          "via "
              + family
              + " "
              + gateway
              + " names the wrong family; write inet for IPv4, inet6 for IPv6");
    }
  }

  private static IpRouteException second(String word) {
    return new IpRouteException(
        "a second " + word + "; write several next hops as nexthop via … nexthop via …");
  }

  private void device() {
    if (interfaceName != null) {
      throw second("dev");
    }
    String name = take("an interface after dev");
    if (name.length() > INTERFACE_MAX || name.indexOf('/') >= 0 || name.indexOf(':') >= 0) {
      throw new IpRouteException(
          '"'
              + name
              + "\" is no interface name; up to 15 characters without / and : would be right");
    }
    interfaceName = name;
  }

  private void nextHop() {
    if (!multipath && (gateway != null || interfaceName != null)) {
      throw new IpRouteException(
          "nexthop after via or dev; write every next hop as nexthop via … dev …");
    }
    endHop();
    multipath = true;
  }

  private void endHop() {
    boolean somewhere = gateway != null || interfaceName != null;
    if (somewhere) {
      if (onlink && interfaceName == null) {
        throw new IpRouteException("onlink without an interface; add dev");
      }
      if (gateway != null && gateway.linkLocal() && interfaceName == null) {
        throw new IpRouteException(
            "the link-local gateway " + gateway + " has no interface; add dev");
      }
      for (Hop other : via) {
        if (Objects.equals(other.gateway(), gateway)
            && Objects.equals(other.interfaceName(), interfaceName)) {
          throw new IpRouteException(
              "the next hop "
                  + (gateway == null ? "dev " + interfaceName : "via " + gateway)
                  + " stands twice; write it once, with the sum of the weights");
        }
      }
      via.add(new Hop(gateway, interfaceName, weight, onlink, optional));
    } else if (multipath || weight != 1 || onlink || optional) {
      throw new IpRouteException("a next hop that leads nowhere; add via or dev");
    }
    if (via.size() > HOPS_MAX) {
      throw new IpRouteException("more than " + HOPS_MAX + " next hops");
    }
    gateway = null;
    interfaceName = null;
    weight = 1;
    onlink = false;
    optional = false;
  }

  /**
   * As in ip: the gateway's family, unless a family before it says that it may differ; then IPv4.
   */
  private Prefix everything() {
    Address first = via.isEmpty() ? null : via.getFirst().gateway();
    Address telling = first != null && !gatewayFamilyNamed ? first : src;
    return Prefix.everything(telling != null ? telling.family() : Family.V4);
  }

  private void check(Prefix to, RouteType type) {
    if ((type == RouteType.Unicast) == via.isEmpty()) {
      throw new IpRouteException(
          via.isEmpty()
              ? "no next hop; add via or dev"
              : "a " + word(type) + " route has no next hop; drop via and dev");
    }
    for (Hop hop : via) {
      Address next = hop.gateway();
      boolean foreign = next != null && next.family() != to.family();
      if (foreign && to.family() == Family.V6) {
        throw new IpRouteException(
            "IPv4 gateway " + next + " of the IPv6 destination " + to + "; write an IPv6 gateway");
      }
      if (foreign && !gatewayFamilyNamed) {
        throw new IpRouteException(
            "IPv6 gateway "
                + next
                + " of the IPv4 destination "
                + to
                + "; write via inet6 "
                + next
                + " if that is meant");
      }
    }
    if (src != null && src.family() != to.family()) {
      throw new IpRouteException(
          "src "
              + src
              + " is not of the family of "
              + to
              + "; write an address of the same family");
    }
    if (mtu != 0 && mtu < MTU_MIN_V6 && to.family() == Family.V6) {
      throw new IpRouteException("mtu " + mtu + " is below the least of IPv6; write 1280 or more");
    }
  }

  private static Prefix prefix(String text) {
    boolean address = text.indexOf('/') < 0;
    try {
      return address ? Address.parse(text).toPrefix() : Prefix.parse(text);
    } catch (NetworkFormatException e) {
      throw new IpRouteException(
          address
              ? '"'
                  + text
                  + "\" is neither a route type nor a destination; write a prefix, an address or default"
              : String.valueOf(e.getMessage()),
          e);
    }
  }

  private Address address(String word) {
    try {
      return Address.parse(take("an address after " + word));
    } catch (NetworkFormatException e) {
      throw new IpRouteException(word + " " + e.getMessage(), e);
    }
  }

  private long number(String word, long least, long largest) {
    String digits = take("a number after " + word);
    long value =
        digits.length() <= 10 && digits.chars().allMatch(c -> c >= '0' && c <= '9')
            ? Long.parseLong(digits)
            : -1;
    if (value < least || value > largest) {
      throw new IpRouteException(
          word + " \"" + digits + "\" is not right; write a number " + least + "–" + largest);
    }
    return value;
  }

  private @Nullable String peek() {
    if (peeked == null && words.hasMoreTokens()) {
      peeked = words.nextToken();
    }
    return peeked;
  }

  private @Nullable String next() {
    String word = peek();
    peeked = null;
    return word;
  }

  private String take(String what) {
    String word = next();
    if (word == null) {
      throw new IpRouteException("the line ends where " + what + " belongs");
    }
    return word;
  }
}
