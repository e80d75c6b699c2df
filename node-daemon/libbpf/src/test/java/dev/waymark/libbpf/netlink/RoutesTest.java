package dev.waymark.libbpf.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.libbpf.testing.FdLeakExtension;
import dev.waymark.libbpf.testing.NeedsBpf;
import dev.waymark.libbpf.testing.TestNamespace;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@NeedsBpf
@ExtendWith(FdLeakExtension.class)
class RoutesTest {
  private static final int TABLE = 70_000;
  private static final int OURS = 203;
  private static final IpAddress GATEWAY4 = IpAddress.parse("192.0.2.2");
  private static final IpAddress GATEWAY6 = IpAddress.parse("2001:db8::2");

  private TestNamespace here;
  private NetlinkSocket netlink;
  private int east;

  @BeforeEach
  void aHostWithOneInterface() {
    here = TestNamespace.create("routes");
    here.ip("link add east type veth peer name west");
    here.ip("link set west up");
    here.ip("link set east up");
    netlink = here.call(NetlinkSocket::open);
    east = here.ifindex("east");
    netlink.add(Address.of(east, IpAddress.parse("192.0.2.1"), 24));
    netlink.add(Address.of(east, IpAddress.parse("2001:db8::1"), 64).withoutDuplicateDetection());
  }

  @AfterEach
  void nothingIsLeft() {
    netlink.close();
    here.close();
  }

  static Stream<Route> routes() {
    Route v4 = Route.to(IpAddress.parse("198.51.100.0"), 24);
    Route v6 = Route.to(IpAddress.parse("2001:db8:1::"), 48);
    return Stream.of(v4, v6, Route.toDefault(IpFamily.V4), Route.toDefault(IpFamily.V6))
        .map(r -> r.inTable(TABLE).withProtocol(OURS).withMetric(77));
  }

  @ParameterizedTest
  @MethodSource("routes")
  void aRouteViaAGatewayIsReadAsItWasAdded(Route plain) {
    Route added = plain.withHop(RouteHop.via(gateway(plain), east)).withMtu(1400);
    netlink.add(added);
    assertThat(only(plain.family())).isEqualTo(asRead(added));
    assertThat(only(plain.family()).hops().getFirst().gateway()).isEqualTo(gateway(plain));
  }

  @ParameterizedTest
  @MethodSource("routes")
  void aRouteOnTheLinkIsReadAsItWasAdded(Route plain) {
    Route added = plain.withHop(RouteHop.onLink(east));
    netlink.add(added);
    assertThat(only(plain.family())).isEqualTo(asRead(added));
  }

  @ParameterizedTest
  @MethodSource("routes")
  void weightedNextHopsAreReadAsTheyWereAdded(Route plain) {
    here.ip("address add 192.0.2.65/26 dev west");
    IpAddress second = IpAddress.parse(plain.family() == IpFamily.V4 ? "192.0.2.3" : "2001:db8::3");
    Route added =
        plain.withHops(
            List.of(
                RouteHop.via(gateway(plain), east).withWeight(3),
                RouteHop.via(second, east).withWeight(256)));
    netlink.add(added);
    assertThat(only(plain.family()).hops()).isEqualTo(added.hops());
  }

  @ParameterizedTest
  @MethodSource("routes")
  void aGatewayThatNoAddressCoversNeedsToBeForcedOnLink(Route plain) {
    IpAddress far =
        IpAddress.parse(plain.family() == IpFamily.V4 ? "203.0.113.1" : "2001:db8:ffff::1");
    Route refused = plain.withHop(RouteHop.via(far, east));
    assertThatThrownBy(() -> netlink.add(refused))
        .hasMessageStartingWith("RTM_NEWROUTE UNICAST " + plain.destination());
    netlink.add(plain.withHop(RouteHop.via(far, east).forcedOnLink()));
    RouteHop hop = only(plain.family()).hops().getFirst();
    assertThat(hop.gateway()).isEqualTo(far);
    assertThat(hop.forced()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"BLACKHOLE", "UNREACHABLE", "PROHIBIT", "THROW"})
  void aRouteWithoutNextHopKeepsItsType(RouteType type) {
    routes().forEach(r -> netlink.add(r.ofType(type)));
    for (IpFamily family : IpFamily.values()) {
      assertThat(ours(family)).hasSize(2).allMatch(r -> r.type() == type);
    }
  }

  @ParameterizedTest
  @EnumSource(IpFamily.class)
  void aLocalDefaultDeliversEverythingHere(IpFamily family) {
    int loopback = here.ifindex("lo");
    netlink.add(
        Route.toDefault(family)
            .inTable(TABLE)
            .withProtocol(OURS)
            .ofType(RouteType.LOCAL)
            .withHop(RouteHop.onLink(loopback)));
    assertThat(only(family).type()).isEqualTo(RouteType.LOCAL);
  }

  @Test
  void anIpv4RouteMayGoViaAnIpv6Gateway() {
    Route plain = routes().findFirst().orElseThrow();
    netlink.add(plain.withHop(RouteHop.via(GATEWAY6, east)));
    assertThat(only(IpFamily.V4).hops()).containsExactly(RouteHop.via(GATEWAY6, east));
    assertThat(here.ip("route show table " + TABLE)).contains("via inet6 2001:db8::2");
  }

  @Test
  void severalNextHopsMayGoViaBothFamilies() {
    Route plain = routes().findFirst().orElseThrow();
    List<RouteHop> hops = List.of(RouteHop.via(GATEWAY4, east), RouteHop.via(GATEWAY6, east));
    netlink.add(plain.withHops(hops));
    assertThat(only(IpFamily.V4).hops()).isEqualTo(hops);
  }

  @Test
  void aPreferredSourceIsKept() {
    Route plain = routes().findFirst().orElseThrow();
    IpAddress source = IpAddress.parse("192.0.2.1");
    netlink.add(plain.withHop(RouteHop.via(GATEWAY4, east)).withPreferredSource(source));
    assertThat(only(IpFamily.V4).preferredSource()).isEqualTo(source);
  }

  @ParameterizedTest
  @MethodSource("routes")
  void addingTwiceIsRefusedAndReplacingIsNot(Route plain) {
    Route first = plain.ofType(RouteType.PROHIBIT);
    netlink.add(first);
    assertThatThrownBy(() -> netlink.add(first)).hasMessageContaining("EEXIST");
    netlink.replace(plain.withHop(RouteHop.via(gateway(plain), east)));
    assertThat(only(plain.family()).type()).isEqualTo(RouteType.UNICAST);
  }

  @ParameterizedTest
  @MethodSource("routes")
  void deletingTellsWhetherThereWasARoute(Route plain) {
    Route route = plain.withHop(RouteHop.via(gateway(plain), east));
    netlink.add(route);
    assertThat(netlink.delete(route)).isTrue();
    assertThat(netlink.delete(route)).isFalse();
    assertThat(ours(plain.family())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(IpFamily.class)
  void aDumpOfEveryTableHoldsMainAndLocal(IpFamily family) {
    assertThat(netlink.routes(RouteFilter.all(family)))
        .anyMatch(r -> r.table() == Route.TABLE_MAIN)
        .anyMatch(r -> r.table() == Route.TABLE_LOCAL);
  }

  @ParameterizedTest
  @EnumSource(IpFamily.class)
  void aDumpMayBeOfOneProtocol(IpFamily family) {
    routes().forEach(r -> netlink.add(r.ofType(RouteType.THROW)));
    assertThat(netlink.routes(RouteFilter.all(family).withProtocol(OURS)))
        .hasSize(2)
        .allMatch(r -> r.protocol() == OURS);
  }

  @ParameterizedTest
  @EnumSource(IpFamily.class)
  void aTableThatDoesNotExistHasNoRoutes(IpFamily family) {
    assertThat(netlink.routes(RouteFilter.table(family, 4711))).isEmpty();
  }

  private static IpAddress gateway(Route route) {
    return route.family() == IpFamily.V4 ? GATEWAY4 : GATEWAY6;
  }

  private List<Route> ours(IpFamily family) {
    return netlink.routes(RouteFilter.table(family, TABLE));
  }

  private Route only(IpFamily family) {
    assertThat(ours(family)).hasSize(1);
    return ours(family).getFirst();
  }

  // Only the scope is the kernel's to fill in.
  private Route asRead(Route added) {
    Route read = only(added.family());
    return new Route(
        added.family(),
        added.table(),
        added.destination(),
        added.prefixLength(),
        added.type(),
        added.metric(),
        added.protocol(),
        read.scope(),
        added.tos(),
        added.sourceLength(),
        added.hops(),
        added.preferredSource(),
        added.mtu(),
        added.nextHopId(),
        added.flags());
  }
}
