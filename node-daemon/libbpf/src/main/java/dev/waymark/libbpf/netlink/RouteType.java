package dev.waymark.libbpf.netlink;

/** What a route does with a packet, with the kernel's numbers. */
public enum RouteType {
  UNICAST(1),
  LOCAL(2),
  BROADCAST(3),
  ANYCAST(4),
  MULTICAST(5),
  BLACKHOLE(6),
  UNREACHABLE(7),
  PROHIBIT(8),
  THROW(9),
  /** Any other; such a route can be read but not written. */
  OTHER(0);

  private static final RouteType[] BY_NUMBER = values();

  private final int number;

  RouteType(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  static RouteType of(int number) {
    return number >= 1 && number <= THROW.number ? BY_NUMBER[number - 1] : OTHER;
  }
}
