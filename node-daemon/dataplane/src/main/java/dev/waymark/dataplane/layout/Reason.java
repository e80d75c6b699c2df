package dev.waymark.dataplane.layout;

/** What became of a packet and why ({@code enum wm_reason}); the names are public. */
public enum Reason implements AbiEnum {
  /** No packet has this. */
  NONE(0),
  /** Nothing is published yet. */
  PASS_NO_GENERATION(1),
  /** The generation does not name this interface. */
  PASS_NOT_ATTACHED(2),
  /** Neither IPv4 nor IPv6. */
  PASS_NOT_IP(3),
  /** Not addressed to this node on the link. */
  PASS_OTHER_HOST(4),
  /** A VLAN tag on the parent device. */
  PASS_VLAN(5),
  /** A header that the kernel is to judge. */
  PASS_MALFORMED(6),
  /** Loopback, link-local, DHCP, neighbour discovery and the like. */
  PASS_EXEMPT(7),
  /** Local delivery. */
  PASS_OWN_ADDRESS(8),
  /** A protected prefix. */
  PASS_PROTECTED(9),
  /** The kernel's own route is the best. */
  PASS_KERNEL_ROUTE(10),
  /** No table claims it. */
  PASS_NO_ROUTE(11),
  /** A rule says Pass. */
  PASS_RULE(12),
  /** Too many lookups of rules found nothing. */
  PASS_RULE_LIMIT(13),
  /** More than six IPv6 extension headers. */
  PASS_EXTENSION_HEADERS(14),
  /** The store holds something impossible: a bug, never a drop. */
  PASS_CORRUPT(15),
  /** A later fragment whose first one was not seen. */
  PASS_FRAGMENT_UNKNOWN(16),
  /** Not by the multicast route's input interface: no copies. */
  PASS_MULTICAST_INPUT(20),
  /** The time to live of a multicast packet is used up: no copies. */
  PASS_MULTICAST_TTL(21),
  /** IPv4 options, hop-by-hop or routing header in a multicast packet: no copies. */
  PASS_MULTICAST_OPTIONS(22),
  /** The interface's path is Kernel. */
  KERNEL_FORWARD(32),
  /** The time to live is used up. */
  KERNEL_TTL(33),
  /** IPv4 options, or IPv6 hop-by-hop and routing headers. */
  KERNEL_OPTIONS(34),
  /** A later fragment. */
  KERNEL_FRAGMENT(35),
  /** Larger than the way out. */
  KERNEL_MTU(36),
  /** The next hop's device has no link-layer header. */
  KERNEL_NO_L2(37),
  /** Route type Local. */
  KERNEL_LOCAL(38),
  /** Route type Unreachable. */
  KERNEL_UNREACHABLE(39),
  /** Route type Prohibit. */
  KERNEL_PROHIBIT(40),
  /** A rule says Reject. */
  KERNEL_REJECT(41),
  /** The redirect was refused. */
  KERNEL_REDIRECT_FAILED(42),
  /** The kernel translates this flow. */
  KERNEL_NAT(43),
  /** The kernel translates some flows, and has not said whether this is one. */
  KERNEL_NAT_UNKNOWN(44),
  /** Redirected to the neighbour. */
  FAST_FORWARD(64),
  /** Copies for the outputs of a multicast route; the packet itself is the kernel's. */
  FAST_MULTICAST(65),
  /** Route type Blackhole. */
  DROP_BLACKHOLE(96),
  /** A rule says Drop. */
  DROP_RULE(97),
  /** The reverse-path check failed. */
  DROP_SOURCE_CHECK(98),
  /** The group is empty: a route that should have been withdrawn. */
  DROP_NO_NEXT_HOP(99),
  /** Over the limit of the rule that matched. */
  DROP_LIMIT(100),
  /** A first fragment without a whole transport header. */
  DROP_FRAG_TINY(101),
  /** A rule rejects what was for the node itself; answered by the program. */
  DROP_REJECT(102),
  /** A multicast packet's copy, longer than its output allows; counted beside the packet. */
  DROP_MULTICAST_MTU(108),
  /** A multicast packet's copy that its output refused; counted beside the packet. */
  DROP_MULTICAST_OUTPUT(109);

  private static final AbiCodes<Reason> CODES = new AbiCodes<>("wm_reason", values());
  private final int code;

  Reason(int code) {
    this.code = code;
  }

  @Override
  public int code() {
    return code;
  }

  @Override
  public String cName() {
    return "WM_" + name();
  }

  /**
   * The constant for a number read from shared memory.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Reason of(int code) {
    return CODES.of(code);
  }
}
