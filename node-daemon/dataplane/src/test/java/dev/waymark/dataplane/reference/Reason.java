package dev.waymark.dataplane.reference;

/**
 * What became of a packet: {@code enum wm_reason}, written down a second time so that a renumbered
 * reason is found here and not in a dashboard.
 */
public enum Reason {
  PASS_NO_GENERATION(1),
  PASS_NOT_ATTACHED(2),
  PASS_NOT_IP(3),
  PASS_OTHER_HOST(4),
  PASS_VLAN(5),
  PASS_MALFORMED(6),
  PASS_EXEMPT(7),
  PASS_OWN_ADDRESS(8),
  PASS_PROTECTED(9),
  PASS_KERNEL_ROUTE(10),
  PASS_NO_ROUTE(11),
  PASS_RULE(12),
  PASS_RULE_LIMIT(13),
  PASS_EXTENSION_HEADERS(14),
  PASS_CORRUPT(15),
  PASS_FRAGMENT_UNKNOWN(16),
  PASS_MULTICAST_INPUT(20),
  PASS_MULTICAST_TTL(21),
  PASS_MULTICAST_OPTIONS(22),
  KERNEL_FORWARD(32),
  KERNEL_TTL(33),
  KERNEL_OPTIONS(34),
  KERNEL_FRAGMENT(35),
  KERNEL_MTU(36),
  KERNEL_NO_L2(37),
  KERNEL_LOCAL(38),
  KERNEL_UNREACHABLE(39),
  KERNEL_PROHIBIT(40),
  KERNEL_REJECT(41),
  KERNEL_REDIRECT_FAILED(42),
  KERNEL_NAT(43),
  KERNEL_NAT_UNKNOWN(44),
  FAST_FORWARD(64),
  FAST_MULTICAST(65),
  DROP_BLACKHOLE(96),
  DROP_RULE(97),
  DROP_SOURCE_CHECK(98),
  DROP_NO_NEXT_HOP(99),
  DROP_LIMIT(100),
  DROP_FRAG_TINY(101),
  DROP_REJECT(102),
  DROP_MULTICAST_MTU(108),
  DROP_MULTICAST_OUTPUT(109);

  public final int number;

  Reason(int number) {
    this.number = number;
  }

  /** The reason of that number, for messages about what the program said. */
  public static String name(int number) {
    for (Reason reason : values()) {
      if (reason.number == number) {
        return reason.name();
      }
    }
    return "reason " + number;
  }

  /** What the program returns for it; -1 lets the kernel go on. */
  public int returned() {
    if (this == FAST_MULTICAST) {
      return -1; // the packet itself is still the kernel's
    }
    return switch (verdict()) {
      case DROP -> 2;
      case FAST -> 7;
      case PASS, KERNEL -> -1;
    };
  }

  /** The verdict that a reason belongs to. */
  public Verdict verdict() {
    return number < 32
        ? Verdict.PASS
        : number < 64 ? Verdict.KERNEL : number < 96 ? Verdict.FAST : Verdict.DROP;
  }

  /** Numbers of {@code enum wm_verdict}. */
  public enum Verdict {
    PASS(0),
    KERNEL(1),
    FAST(2),
    DROP(3);

    public final int number;

    Verdict(int number) {
      this.number = number;
    }
  }
}
