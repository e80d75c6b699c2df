package dev.waymark.daemon.counters;

import dev.waymark.api.net.Prefix;
import dev.waymark.compiler.model.Owner;
import org.jspecify.annotations.Nullable;

/** What a counter counts; {@link #text} and {@link #parse} are each other's inverse. */
public sealed interface CounterName {

  /** Packets that a rule acted on. */
  record Rule(String policy, String rule) implements CounterName {
    @Override
    public String text() {
      return "rule " + policy + "/" + rule;
    }
  }

  /** Packets that any route of a resource took, but for those with a counter of their own. */
  record Resource(Owner owner) implements CounterName {
    @Override
    public String text() {
      return "resource " + owner;
    }
  }

  /** Packets that one route of a resource took. */
  record Route(int table, Prefix to, Owner owner) implements CounterName {
    @Override
    public String text() {
      return "route %d %s %s".formatted(table, to, owner);
    }
  }

  /**
   * Packets that went to a next hop, by whatever route.
   *
   * @param gateway its address, or {@code onlink}
   */
  record NextHop(String gateway, String interfaceName) implements CounterName {
    @Override
    public String text() {
      return "nexthop " + gateway + " dev " + interfaceName;
    }
  }

  /** One line without a line's end, the same for the same name. */
  String text();

  /** The resource whose sum this counter is a part of; null for rules and next hops. */
  default @Nullable Owner resource() {
    return switch (this) {
      case Resource(Owner owner) -> owner;
      case Route route -> route.owner();
      case Rule rule -> null;
      case NextHop nextHop -> null;
    };
  }

  /**
   * The name of a text.
   *
   * @throws IllegalArgumentException if it is none
   */
  static CounterName parse(String text) {
    String[] words = text.split(" ", -1);
    if (words.length == 2 && words[0].equals("rule") && words[1].indexOf('/') > 0) {
      int slash = words[1].indexOf('/');
      return new Rule(words[1].substring(0, slash), words[1].substring(slash + 1));
    }
    if (words.length == 3 && words[0].equals("resource")) {
      return new Resource(owner(words[1], words[2]));
    }
    if (words.length == 5 && words[0].equals("route")) {
      return new Route(
          Integer.parseInt(words[1]), Prefix.parse(words[2]), owner(words[3], words[4]));
    }
    if (words.length == 4 && words[0].equals("nexthop") && words[2].equals("dev")) {
      return new NextHop(words[1], words[3]);
    }
    throw new IllegalArgumentException("\"%s\" names no counter".formatted(text));
  }

  private static Owner owner(String kind, String name) {
    int slash = name.indexOf('/');
    return slash < 0
        ? Owner.of(kind, name)
        : new Owner(kind, name.substring(0, slash), name.substring(slash + 1));
  }
}
