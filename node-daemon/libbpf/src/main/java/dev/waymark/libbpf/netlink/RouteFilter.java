package dev.waymark.libbpf.netlink;

/**
 * Which routes a dump is about; the kernel does the filtering.
 *
 * @param table 0 for every table
 * @param protocol 0 for every protocol
 */
public record RouteFilter(IpFamily family, int table, int protocol) {

  public static RouteFilter all(IpFamily family) {
    return new RouteFilter(family, 0, 0);
  }

  public static RouteFilter table(IpFamily family, int table) {
    return new RouteFilter(family, table, 0);
  }

  public RouteFilter withProtocol(int newProtocol) {
    return new RouteFilter(family, table, newProtocol);
  }
}
