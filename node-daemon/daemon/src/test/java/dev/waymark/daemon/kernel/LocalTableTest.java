package dev.waymark.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Prefix;
import dev.waymark.daemon.resolve.NextHopIdentity;
import dev.waymark.daemon.resolve.ResolvedRoute;
import dev.waymark.daemon.resolve.ResolvedRoute.Kind;
import dev.waymark.daemon.resolve.ResolvedRoute.Member;
import dev.waymark.libbpf.netlink.NetlinkSocket;
import dev.waymark.libbpf.testing.NeedsBpf;
import dev.waymark.libbpf.testing.TestNamespace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The table for local senders in a real kernel. */
@NeedsBpf
class LocalTableTest {

  private static final Ownership OURS =
      new Ownership(
          new NumberRange(20000, 24095), new NumberRange(20000, 20999), new MarkBits(0x1f7f));

  /** What each route looks like in {@code ip route show table 20000}. */
  private static final Map<String, String> SHOWN =
      Map.of(
          "198.51.100.0/24", "via 10.0.0.9 dev wan0 proto 203 src 10.0.0.1 onlink mtu 1300",
          "203.0.113.0/24", "nexthop via 10.0.0.9 dev wan0 weight 3 onlink",
          "192.0.2.0/24", "blackhole 192.0.2.0/24 proto 203",
          "10.9.0.0/16", "throw 10.9.0.0/16 proto 203",
          "10.8.0.0/16", "local 10.8.0.0/16 dev lo proto 203");

  @Test
  void holdsEveryKindAndReadsItBackAsItWasWritten() {
    onARouter(
        "kinds",
        (router, socket) -> {
          Map<Prefix, ResolvedRoute> routes = routes(router);
          assertThat(new LocalTable(socket, OURS).hold(routes).refused()).isEmpty();

          String v4 = router.ip("route show table 20000");
          SHOWN.forEach((to, text) -> assertThat(v4.replaceAll(" +", " ")).contains(text));
          String before = v4 + router.ip("-6 route show table 20000");
          router.ip("route add 10.77.0.0/16 dev wan0 table 20000");

          // Another table of the same content finds nothing to do, and leaves what is not ours.
          assertThat(new LocalTable(socket, OURS).hold(routes).refused()).isEmpty();
          assertThat(router.ip("route show table 20000")).contains("10.77.0.0/16");
          router.ip("route del 10.77.0.0/16 dev wan0 table 20000");
          assertThat(router.ip("route show table 20000") + router.ip("-6 route show table 20000"))
              .isEqualTo(before);
        });
  }

  @Test
  void anyKindTakesThePlaceOfAnyOther() {
    onARouter(
        "change",
        (router, socket) -> {
          LocalTable table = new LocalTable(socket, OURS);
          for (String to : List.of("198.51.100.0/24", "2001:db8::/32")) {
            List<ResolvedRoute> kinds =
                routes(router).entrySet().stream()
                    .filter(e -> e.getKey().family() == Prefix.parse(to).family())
                    .map(Map.Entry::getValue)
                    .toList();
            for (ResolvedRoute before : kinds) {
              for (ResolvedRoute after : kinds) {
                assertThat(table.hold(Map.of(Prefix.parse(to), before)).refused()).isEmpty();
                assertThat(table.hold(Map.of(Prefix.parse(to), after)).refused()).isEmpty();
                assertThat(read(socket)).isEqualTo(Map.of(Prefix.parse(to), after));
              }
            }
          }
          table.hold(Map.of());
          assertThat(read(socket)).isEmpty();
        });
  }

  @Test
  void whatSomebodyRemovedComesBackOnceItIsSuspected() {
    onARouter(
        "heal",
        (router, socket) -> {
          LocalTable table = new LocalTable(socket, OURS);
          Map<Prefix, ResolvedRoute> routes = routes(router);
          table.hold(routes);
          router.ip("route flush table 20000");
          router.ip("-6 route del 2001:db8::/32 table 20000");

          table.suspect();
          table.hold(routes);

          assertThat(read(socket)).isEqualTo(routes);
        });
  }

  @Test
  void whatIsReadBackOtherwiseThanItWasWrittenIsTold() {
    onARouter(
        "differ",
        (router, socket) -> {
          LocalTable table = new LocalTable(socket, OURS);
          Map<Prefix, ResolvedRoute> routes = routes(router);
          table.hold(routes);
          assertThat(table.differences(routes, route -> false)).isEmpty();

          router.ip("route del 192.0.2.0/24 table 20000");
          router.ip("route replace 192.0.3.0/24 dev wan1 proto 203 table 20000");
          router.ip("route add 192.0.9.0/24 dev wan1 proto 203 table 20000");

          assertThat(table.differences(routes, route -> false))
              .containsExactly(
                  "the route to 192.0.2.0/24 is missing from table 20000",
                  "the route to 192.0.3.0/24 in table 20000 was changed",
                  "a route to 192.0.9.0/24 stands in table 20000 without need");
          assertThat(table.differences(routes, route -> route.kind() == Kind.BLACKHOLE)).hasSize(2);
          table.hold(routes);
          assertThat(table.differences(routes, route -> false)).isEmpty();
          assertThat(read(socket)).isEqualTo(routes);
        });
  }

  @Test
  void whatTheKernelRefusesIsToldAndTheRestHolds() {
    onARouter(
        "refuse",
        (router, socket) -> {
          LocalTable table = new LocalTable(socket, OURS);
          Map<Prefix, ResolvedRoute> routes = routes(router);
          int size = routes.size();
          routes.put(Prefix.parse("10.7.0.0/16"), unicast(null, 0, member(4711, null, 1)));

          assertThat(table.hold(routes).refused())
              .singleElement()
              .asString()
              .contains("10.7.0.0/16");
          assertThat(read(socket)).hasSize(size);
        });
  }

  /** What a fresh look at the kernel finds. */
  private static Map<Prefix, ResolvedRoute> read(NetlinkSocket socket) {
    Map<Prefix, ResolvedRoute> found = new HashMap<>();
    for (var family : dev.waymark.libbpf.netlink.IpFamily.values()) {
      socket
          .routes(dev.waymark.libbpf.netlink.RouteFilter.table(family, OURS.localTable()))
          .forEach(r -> found.put(LocalRouteMessages.prefix(r), LocalRouteMessages.read(r)));
    }
    return found;
  }

  private static Map<Prefix, ResolvedRoute> routes(TestNamespace router) {
    int a = router.ifindex("wan0");
    int b = router.ifindex("wan1");
    Map<Prefix, ResolvedRoute> routes = new HashMap<>();
    routes.put(
        Prefix.parse("198.51.100.0/24"), unicast("10.0.0.1", 1300, member(a, "10.0.0.9", 1)));
    routes.put(
        Prefix.parse("203.0.113.0/24"),
        unicast(null, 0, member(a, "10.0.0.9", 3), member(b, "10.0.1.9", 1)));
    routes.put(Prefix.parse("10.6.0.0/16"), unicast(null, 0, member(a, "fd00::9", 1)));
    routes.put(Prefix.parse("10.5.0.0/16"), unicast(null, 0, member(b, null, 1)));
    routes.put(Prefix.parse("192.0.2.0/24"), plain(Kind.BLACKHOLE));
    routes.put(Prefix.parse("192.0.3.0/24"), plain(Kind.UNREACHABLE));
    routes.put(Prefix.parse("192.0.4.0/24"), plain(Kind.PROHIBIT));
    routes.put(Prefix.parse("10.9.0.0/16"), plain(Kind.THROW));
    routes.put(Prefix.parse("10.8.0.0/16"), plain(Kind.LOCAL));
    routes.put(Prefix.parse("::/0"), unicast("fd00::1", 1400, member(a, "fd00::9", 1)));
    routes.put(
        Prefix.parse("2001:db8::/32"),
        unicast(null, 0, member(a, "fd00::9", 2), member(b, "fd01::9", 5)));
    routes.put(Prefix.parse("2001:db8:1::/48"), plain(Kind.BLACKHOLE));
    routes.put(Prefix.parse("2001:db8:2::/48"), plain(Kind.THROW));
    routes.put(Prefix.parse("2001:db8:3::/48"), plain(Kind.LOCAL));
    routes.put(Prefix.parse("2001:db8:4::/48"), unicast(null, 0, member(b, null, 1)));
    routes.put(Prefix.parse("2001:db8:5::/48"), plain(Kind.UNREACHABLE));
    return routes;
  }

  private static void onARouter(String purpose, BiConsumer<TestNamespace, NetlinkSocket> test) {
    try (TestNamespace router = TestNamespace.create("lt-" + purpose);
        TestNamespace other = TestNamespace.create("lt-" + purpose + "-o")) {
      router.run("sysctl", "-qw", "net.ipv6.conf.default.accept_dad=0");
      router.veth("wan0", other, "wan0");
      router.veth("wan1", other, "wan1");
      router.ip("addr add 10.0.0.1/24 dev wan0");
      router.ip("addr add 10.0.1.1/24 dev wan1");
      router.ip("addr add fd00::1/64 dev wan0 nodad");
      router.ip("addr add fd01::1/64 dev wan1 nodad");
      try (NetlinkSocket socket = router.call(NetlinkSocket::open)) {
        test.accept(router, socket);
      }
    }
  }

  private static ResolvedRoute plain(Kind kind) {
    return new ResolvedRoute(kind, 0, List.of(), null);
  }

  private static ResolvedRoute unicast(@Nullable String src, int mtu, Member... members) {
    return new ResolvedRoute(
        Kind.UNICAST, mtu, List.of(members), null, src == null ? null : Address.parse(src));
  }

  private static Member member(int index, @Nullable String gateway, int weight) {
    return new Member(
        new NextHopIdentity(index, gateway == null ? null : Address.parse(gateway), 0), weight);
  }
}
