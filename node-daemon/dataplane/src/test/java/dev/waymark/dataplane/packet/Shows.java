package dev.waymark.dataplane.packet;

/**
 * The rules of the semantics that a packet can show, each with the id that documents call it by. A
 * test lists those of which no case is an example.
 */
public enum Shows {
  UNTOUCHED_NOT_IP("untouched.not-ip", "what is not IP goes on unchanged"),
  UNTOUCHED_OTHER_HOST("untouched.other-host", "frames for another host on the link go on"),
  UNTOUCHED_VLAN("untouched.vlan", "a VLAN tag on the parent device: attach to the VLAN instead"),
  UNTOUCHED_UNATTACHED("untouched.unattached", "an interface that is not configured"),
  EXEMPT_LOOPBACK("exempt.loopback", "127/8 and ::1 are the kernel's"),
  EXEMPT_LINK_LOCAL("exempt.link-local", "169.254/16 and fe80::/10 at either end"),
  EXEMPT_GROUPS("exempt.groups", "224.0.0.0/24, ff01::/16, ff02::/16"),
  EXEMPT_BROADCAST("exempt.broadcast", "255.255.255.255"),
  EXEMPT_NO_SOURCE("exempt.no-source", "source 0.0.0.0"),
  EXEMPT_DHCP("exempt.dhcp", "DHCP, by its ports"),
  EXEMPT_DISCOVERY("exempt.discovery", "neighbour discovery and multicast listener discovery"),
  OWN_ADDRESS("own.address", "the node's own addresses are delivered before any rule or table"),
  RULE_FIRST("rules.first-match", "the first rule that matches decides"),
  RULE_MISS("rules.miss", "a Lookup that finds nothing goes on with the next rule"),
  RULE_THROW("rules.throw", "a Throw route goes on with the next rule"),
  RULE_TRIES("rules.tries", "eight lookups may find nothing, then the packet is the kernel's"),
  RULE_DROP("rules.drop", "Drop drops, counted"),
  RULE_REJECT("rules.reject", "Reject is the kernel's ICMP"),
  RULE_PASS("rules.pass", "Pass leaves the packet to the kernel"),
  RULE_FROM("rules.from", "source prefixes"),
  RULE_TO("rules.to", "destination prefixes"),
  RULE_INTERFACE("rules.interface", "input interfaces"),
  RULE_DSCP("rules.dscp", "DSCP values, whatever the ECN bits"),
  RULE_PROTOCOL("rules.protocol", "protocol numbers, behind extension headers too"),
  RULE_PORTS("rules.ports", "ports of TCP, UDP and SCTP; what has none satisfies no range"),
  RULE_ICMP("rules.icmp", "types and codes of ICMP and ICMPv6"),
  RULE_MARK("rules.mark", "bits of the mark, under a mask"),
  RULE_SUPPRESS("rules.suppress", "routes to prefixes of that length or shorter do not count"),
  RULE_SET("rules.set", "DSCP and bits of the mark, if the action is taken"),
  RULE_LIMIT("rules.limit", "what is over the limit is dropped, counted"),
  RULE_MIRROR("rules.mirror", "a copy of the packet as it came in"),
  TO_NODE("to-node", "rules for the node's own addresses come before local delivery"),
  TABLE_BY_RULE("tables.by-rule", "tables 1 to 252 act only through a rule"),
  TABLE_MAIN("tables.main", "254 acts for all forwarded traffic"),
  TABLE_DEFAULT("tables.default", "253 acts after 254"),
  TABLE_LONGEST("tables.longest", "the longest prefix wins"),
  TABLE_KERNEL("tables.kernel", "a declared 0/0 never hides a kernel's own route"),
  TABLE_NOTHING("tables.nothing", "what no table claims is the kernel's"),
  PROTECTED("protected", "protected prefixes are left to the kernel in every table"),
  TYPE_LOCAL("types.local", "Local delivers to this host"),
  TYPE_BLACKHOLE("types.blackhole", "Blackhole drops, counted"),
  TYPE_UNREACHABLE("types.unreachable", "Unreachable is the kernel's ICMP"),
  TYPE_PROHIBIT("types.prohibit", "Prohibit is the kernel's ICMP"),
  MULTICAST_COPIES("multicast.copies", "a copy to each output, TTL less one, group address"),
  MULTICAST_LOCAL("multicast.local", "the packet itself goes on to this host as it came"),
  MULTICAST_INPUT("multicast.input", "only by its input interface"),
  MULTICAST_TTL("multicast.ttl", "a TTL of 1 or 0 leaves no copies"),
  MULTICAST_MTU("multicast.mtu", "a copy that an output is too narrow for is left out, counted"),
  MULTICAST_ALONE("multicast.alone", "no other type of route serves a group of receivers"),
  TYPE_THROW("types.throw", "Throw in 254 or 253 is as if nothing were found there"),
  GATEWAY_V6("gateway.v6", "IPv4 goes through an IPv6 gateway"),
  GATEWAY_ONLINK("gateway.onlink", "without a gateway the destination is the neighbour"),
  MTU_SMALLER("mtu.smaller", "the smaller of the device's and the route's"),
  MTU_SEGMENTS("mtu.segments", "on segment size where the kernel joined several"),
  MTU_OVER("mtu.over", "over it, the Kernel path"),
  TTL_LESS_ONE("ttl.less-one", "the Fast path takes one from the TTL and mends the checksum"),
  TTL_EXPIRED("ttl.expired", "a TTL of 1 or 0 is the kernel's"),
  TTL_AFTER_DROPS("ttl.after-drops", "drop actions come before the TTL"),
  TTL_SAME_INTERFACE("ttl.same-interface", "out of the interface it came in by is allowed"),
  KERNEL_PATH("paths.kernel", "the Kernel path changes the mark and nothing else"),
  FAST_PATH("paths.fast", "the Fast path changes TTL and checksum and nothing else"),
  MARK_MASK("marks.mask", "only bits inside the mask are ever written"),
  TRANSLATED("paths.translated", "a flow that the kernel may translate takes the Kernel path"),
  ODD_OPTIONS("odd.options", "IPv4 options and hop-by-hop headers take the Kernel path"),
  ODD_FRAGMENT("odd.fragment", "later fragments take the Kernel path"),
  ODD_FRAGMENT_PORTS("odd.fragment-ports", "later fragments have the ports of the first one"),
  ODD_FRAGMENT_UNKNOWN("odd.fragment-unknown", "without a first one they are the kernel's"),
  ODD_FRAGMENT_TINY("odd.fragment-tiny", "a first one without a whole header is dropped"),
  ODD_EXTENSIONS("odd.extensions", "six extension headers are walked, then the kernel's"),
  ODD_ICMP_ERROR("odd.icmp-error", "ICMP errors are matched by the packet they quote"),
  SOURCE_OFF("source.off", "no check of the source"),
  SOURCE_LOOSE("source.loose", "some route to the source exists"),
  SOURCE_STRICT("source.strict", "the route to the source leaves by the input interface"),
  NO_NEXT_HOP("drops.no-next-hop", "an empty group drops, counted"),
  MALFORMED("malformed", "what cannot be read is the kernel's to judge, never dropped");

  private final String id;
  private final String sentence;

  Shows(String id, String sentence) {
    this.id = id;
    this.sentence = sentence;
  }

  @Override
  public String toString() {
    return id + ": " + sentence;
  }
}
