package dev.waymark.dataplane.reference;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * One whole configuration: what a generation of the store is to mean.
 *
 * @param markMask the bits of the mark that may be written
 * @param tables by id; 0 holds the node's own and broadcast addresses
 * @param rulesV4 in order; their prefixes are all of this family
 * @param rulesV6 likewise
 * @param interfaces the attached ones
 * @param toNodeV4 rules for packets to the node's own addresses
 * @param toNodeV6 likewise
 * @param translated the kernel translates addresses, and has seen no flow of these packets
 */
public record Config(
    int markMask,
    TreeMap<Integer, List<Declared>> tables,
    List<Rule> rulesV4,
    List<Rule> rulesV6,
    List<Interface> interfaces,
    List<Rule> toNodeV4,
    List<Rule> toNodeV6,
    boolean translated) {

  /** Without rules for the node itself. */
  public Config(
      int markMask,
      TreeMap<Integer, List<Declared>> tables,
      List<Rule> rulesV4,
      List<Rule> rulesV6,
      List<Interface> interfaces) {
    this(markMask, tables, rulesV4, rulesV6, interfaces, List.of(), List.of(), false);
  }

  /** One destination of a table. */
  public record Declared(Prefix to, Route route) {}

  /** Numbers of {@code enum wm_route_type}. */
  public enum RouteKind {
    UNICAST(1),
    LOCAL(2),
    BLACKHOLE(3),
    UNREACHABLE(4),
    PROHIBIT(5),
    THROW(6),
    KERNEL(7),
    PROTECTED(8),
    MULTICAST(9);

    public final int number;

    RouteKind(int number) {
      this.number = number;
    }
  }

  /**
   * A way of a packet.
   *
   * @param mtu bytes; 0: the device's
   * @param hops empty unless Unicast, or Multicast: then each gets a copy
   * @param mark of Local, Unreachable and Prohibit
   * @param input the interface that Multicast must come in by; else 0
   */
  public record Route(RouteKind type, int mtu, List<Hop> hops, int mark, int counter, int input) {
    /** Any but Multicast. */
    public Route(RouteKind type, int mtu, List<Hop> hops, int mark, int counter) {
      this(type, mtu, hops, mark, counter, 0);
    }
  }

  /** A next hop and its share. */
  public record Hop(NextHop nextHop, int weight) {}

  /**
   * A next hop.
   *
   * @param gateway empty: the destination itself is the neighbour
   * @param interfaceName names it for people and keeps flows in place; the program does not see it
   */
  public record NextHop(
      int ifindex,
      String interfaceName,
      Bytes gateway,
      int mtu,
      boolean noL2,
      int mark,
      int counter) {

    /** The link-layer address that copies for it are sent from. */
    public Bytes mac() {
      byte[] mac = {0x02, 0x57, 0x4d, 0x01, (byte) (ifindex >>> 8), (byte) ifindex};
      return Bytes.of(mac);
    }
  }

  /** Numbers of {@code enum wm_rule_action}. */
  public enum Action {
    LOOKUP(1),
    DROP(2),
    REJECT(3),
    PASS(4);

    public final int number;

    Action(int number) {
      this.number = number;
    }
  }

  /** A rule; an empty list or set matches everything. */
  public record Rule(
      Action action,
      int table,
      int mark,
      int counter,
      List<Prefix> from,
      List<Prefix> to,
      Set<Integer> interfaces,
      Set<Integer> dscp,
      Asked asked,
      Effects effects) {

    /** A rule that looks at the IP header only, and does nothing beside its action. */
    public Rule(
        Action action,
        int table,
        int mark,
        int counter,
        List<Prefix> from,
        List<Prefix> to,
        Set<Integer> interfaces,
        Set<Integer> dscp) {
      this(action, table, mark, counter, from, to, interfaces, dscp, Asked.NOTHING, Effects.NONE);
    }
  }

  /** Numbers of {@code enum wm_source_check}. */
  public enum SourceCheck {
    OFF(0),
    LOOSE(1),
    STRICT(2);

    public final int number;

    SourceCheck(int number) {
      this.number = number;
    }
  }

  /** An interface that packets come in by. */
  public record Interface(int ifindex, boolean fast, SourceCheck sourceCheck, boolean l2) {}

  /** The rules of one family. */
  public List<Rule> rules(boolean v6) {
    return v6 ? rulesV6 : rulesV4;
  }

  /** The rules of one family for the node itself. */
  public List<Rule> toNode(boolean v6) {
    return v6 ? toNodeV6 : toNodeV4;
  }
}
