package dev.waymark.dataplane.layout;

/** What a route does with a packet ({@code enum wm_route_type}). */
public enum RouteType implements AbiEnum {
  /** No route: never in a published record. */
  NONE(0),
  /** Forward through a next-hop group. */
  UNICAST(1),
  /** Deliver to this host: Kernel path, with a mark. */
  LOCAL(2),
  /** Drop, counted. */
  BLACKHOLE(3),
  /** The kernel's ICMP: Kernel path, with a mark. */
  UNREACHABLE(4),
  /** The kernel's ICMP: Kernel path, with a mark. */
  PROHIBIT(5),
  /** Go on with the next rule. */
  THROW(6),
  /** A kernel's own route, mirrored: leave the packet alone. */
  KERNEL(7),
  /** A protected prefix: leave the packet alone. */
  PROTECTED(8),
  /** A copy for each output of the group; serves groups of receivers only. */
  MULTICAST(9);

  private static final AbiCodes<RouteType> CODES = new AbiCodes<>("wm_route_type", values());
  private final int code;

  RouteType(int code) {
    this.code = code;
  }

  @Override
  public int code() {
    return code;
  }

  @Override
  public String cName() {
    return "WM_ROUTE_" + name();
  }

  /**
   * The constant for a number read from shared memory.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static RouteType of(int code) {
    return CODES.of(code);
  }
}
