package dev.waymark.daemon.resolve;

import static dev.waymark.daemon.resolve.Declared.EDGE;
import static dev.waymark.daemon.resolve.Declared.gateway;
import static dev.waymark.daemon.resolve.Declared.hop;
import static dev.waymark.daemon.resolve.Declared.via;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.api.v1alpha1.RouteType;
import dev.waymark.compiler.model.Hop;
import dev.waymark.compiler.model.Way;
import dev.waymark.daemon.resolve.ResolvedRoute.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LocalCopyTest {

  private static final NodeFixture NODE =
      NodeFixture.node()
          .up(2, "lan0", "10.1.0.1/24", "fd01::1/64")
          .up(3, "wan0", "10.2.0.1/24", "fd02::1/64");

  private static ResolvedState resolve(Declared declared) {
    return Resolution.resolve(
        declared.state(), NODE.facts(), RandomNodes.MARK_MASK, RandomNodes.NOW);
  }

  private static Map<Prefix, Kind> kinds(LocalCopy copy) {
    Map<Prefix, Kind> kinds = new java.util.TreeMap<>();
    copy.routes().forEach((to, route) -> kinds.put(to, route.kind()));
    return kinds;
  }

  @Test
  void aDeclaredDefaultRouteLeavesConnectedSubnetsToTheKernel() {
    LocalCopy copy =
        LocalCopy.of(
            resolve(Declared.nothing().route(254, "0.0.0.0/0", via(gateway("10.2.0.9")))), 100);
    assertThat(kinds(copy))
        .isEqualTo(
            Map.of(
                Prefix.parse("0.0.0.0/0"), Kind.UNICAST,
                Prefix.parse("10.1.0.0/24"), Kind.THROW,
                Prefix.parse("10.2.0.0/24"), Kind.THROW,
                Prefix.parse("224.0.0.0/4"), Kind.THROW));
  }

  @Test
  void aRouteThatHidesNothingComesAlone() {
    LocalCopy copy =
        LocalCopy.of(
            resolve(
                Declared.nothing()
                    .route(254, "198.51.100.0/24", via(gateway("10.2.0.9")))
                    .route(100, "203.0.113.0/24", via(gateway("10.2.0.9")))),
            100);
    assertThat(kinds(copy)).containsOnlyKeys(Prefix.parse("198.51.100.0/24"));
  }

  @Test
  void theSourceGoesAlongIfTheNodeHasIt() {
    ResolvedState state =
        resolve(
            Declared.nothing()
                .route(254, "198.51.100.0/24", from("10.1.0.1", gateway("10.2.0.9")))
                .route(254, "203.0.113.0/24", from("192.0.2.1", gateway("10.2.0.9"))));
    LocalCopy copy = LocalCopy.of(state, 100);
    assertThat(source(copy, "198.51.100.0/24")).isEqualTo(Address.parse("10.1.0.1"));
    assertThat(source(copy, "203.0.113.0/24")).isNull();
    assertThat(state.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.reason()).isEqualTo(Reason.SourceAbsent);
          assertThat(finding.message()).contains("203.0.113.0/24", "192.0.2.1");
        });
  }

  @Test
  void ofAnIpv6GroupOnlyNextHopsWithAGatewayStayForTheKernelSharesNoOthers() {
    LocalCopy copy =
        LocalCopy.of(
            resolve(
                Declared.nothing()
                    .route(254, "2001:db8::/32", via(gateway("fd02::9"), hop(null, "lan0", 1)))),
            100);
    assertThat(copy.routes().get(Prefix.parse("2001:db8::/32")))
        .isEqualTo(
            new ResolvedRoute(
                Kind.UNICAST,
                0,
                List.of(
                    new ResolvedRoute.Member(
                        new NextHopIdentity(3, Address.parse("fd02::9"), 0), 1)),
                null));
  }

  @Test
  void moreThanTheLimitCopiesNothingAndSaysSo() {
    ResolvedState state =
        resolve(
            Declared.nothing()
                .route(254, "198.51.100.0/24", via(gateway("10.2.0.9")))
                .route(254, "203.0.113.0/24", Declared.of(RouteType.Blackhole)));
    assertThat(LocalCopy.of(state, 2).routes()).hasSize(2);

    LocalCopy copy = LocalCopy.of(state, 1);

    assertThat(copy.routes()).isEmpty();
    assertThat(copy.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.owner()).isEqualTo(EDGE);
          assertThat(finding.reason()).isEqualTo(Reason.TooManyLocalRoutes);
          assertThat(finding.message()).contains("more than localRoutes, 1,");
        });
  }

  @Test
  void switchedOffItCopiesNothingAndFindsNothingAmiss() {
    ResolvedState state =
        resolve(Declared.nothing().route(254, "198.51.100.0/24", via(gateway("10.2.0.9"))));
    assertThat(LocalCopy.of(state, 0)).isEqualTo(LocalCopy.NONE);
  }

  private static @Nullable Address source(LocalCopy copy, String to) {
    ResolvedRoute route = copy.routes().get(Prefix.parse(to));
    return route == null ? null : route.src();
  }

  private static Way from(String src, Hop hop) {
    return new Way(RouteType.Unicast, 0, List.of(hop), 0, Address.parse(src), false, null, EDGE);
  }
}
