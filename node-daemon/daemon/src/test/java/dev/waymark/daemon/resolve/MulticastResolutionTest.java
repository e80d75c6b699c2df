package dev.waymark.daemon.resolve;

import static dev.waymark.daemon.resolve.Declared.EDGE;
import static dev.waymark.daemon.resolve.Declared.hop;
import static dev.waymark.daemon.resolve.Declared.optional;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.model.Hop;
import dev.waymark.compiler.model.Way;
import dev.waymark.daemon.resolve.ResolvedRoute.Kind;
import dev.waymark.daemon.resolve.ResolvedRoute.Member;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MulticastResolutionTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static NodeFixture node() {
    return NodeFixture.node()
        .up(2, "lan0", "10.1.0.1/24")
        .up(3, "wan0", "10.2.0.1/24")
        .up(4, "wan1", "10.3.0.1/24")
        .down(5, "wan2");
  }

  private static ResolvedState resolve(String to, Way way) {
    return Resolution.resolve(
        Declared.nothing().route(254, to, way).state(), node().facts(), RandomNodes.MARK_MASK, NOW);
  }

  private static Hop by(String interfaceName) {
    return hop(null, interfaceName, 1);
  }

  private static Optional<ResolvedRoute> multicast(ResolvedState state) {
    return state.routes().stream().filter(route -> route.kind() == Kind.MULTICAST).findFirst();
  }

  private static Member output(int index) {
    return new Member(new NextHopIdentity(index, null, 0), 1);
  }

  @Test
  void eachUsableInterfaceButTheInputGetsACopy() {
    ResolvedState state =
        resolve("239.1.0.0/16", Declared.multicast("lan0", by("wan1"), by("lan0"), by("wan0")));
    assertThat(multicast(state))
        .contains(
            new ResolvedRoute(Kind.MULTICAST, 0, List.of(output(3), output(4)), EDGE, null, 2));
    assertThat(state.findings()).isEmpty();
  }

  @Test
  void theKernelHasNoPartInIt() {
    ResolvedState state = resolve("ff0e::/16", Declared.multicast("lan0", by("wan0")));
    assertThat(state.nextHops()).isEmpty();
    assertThat(state.verdicts()).isEmpty();
  }

  @Test
  void anOutputThatIsDownIsLeftOutAndToldUnlessItIsOptional() {
    ResolvedState state =
        resolve(
            "239.1.0.0/16",
            Declared.multicast("lan0", by("wan0"), by("wan2"), optional(by("gone0"))));
    assertThat(multicast(state))
        .contains(new ResolvedRoute(Kind.MULTICAST, 0, List.of(output(3)), EDGE, null, 2));
    assertThat(state.findings())
        .containsExactly(new Finding(EDGE, Reason.InterfaceDown, "239.1.0.0/16: wan2 is down"));
  }

  @Test
  void withoutAnOutputTheRouteIsWithdrawn() {
    ResolvedState state = resolve("239.1.0.0/16", Declared.multicast("lan0", by("wan2")));
    assertThat(multicast(state)).isEmpty();
    assertThat(state.findings())
        .extracting(Finding::reason)
        .containsExactly(Reason.InterfaceDown, Reason.NoUsableNextHop);
  }

  @Test
  void withoutItsInputTheRouteIsWithdrawn() {
    ResolvedState state = resolve("239.1.0.0/16", Declared.multicast("gone0", by("wan0")));
    assertThat(multicast(state)).isEmpty();
    assertThat(state.findings())
        .containsExactly(
            new Finding(
                EDGE,
                Reason.InterfaceAbsent,
                "239.1.0.0/16: inputInterface: there is no interface gone0 on this node"));
  }

  @Test
  void aRouteToAllGroupsServesThem() {
    ResolvedState state = resolve("224.0.0.0/4", Declared.multicast("lan0", by("wan0")));
    assertThat(kindOfAllGroups(state)).isEqualTo(Kind.MULTICAST);
    Way byDefault = Declared.via(Declared.gateway("10.2.0.9"));
    assertThat(kindOfAllGroups(resolve("0.0.0.0/0", byDefault))).isEqualTo(Kind.KERNEL);
  }

  private static Kind kindOfAllGroups(ResolvedState state) {
    for (TableContent table : state.tables()) {
      for (int i = 0; i < table.size(); i++) {
        if (table.table() == 254 && table.length(i) == 4 && table.hi(i) >>> 60 == 0xe) {
          return state.routes().get(table.route(i)).kind();
        }
      }
    }
    throw new AssertionError("table 254 says nothing of all groups");
  }

  @Test
  void kernelRoutesToGroupsHideNoMulticastRoute() {
    NodeFixture node = node().kernelRoute("239.0.0.0/8", 0).kernelRoute("239.1.0.0/16", 0);
    ResolvedState state =
        Resolution.resolve(
            Declared.nothing()
                .route(254, "239.1.0.0/16", Declared.multicast("lan0", by("wan0")))
                .state(),
            node.facts(),
            RandomNodes.MARK_MASK,
            NOW);
    assertThat(state.tables())
        .filteredOn(table -> table.table() == 254)
        .allSatisfy(table -> {
          for (int i = 0; i < table.size(); i++) {
            boolean group = table.hi(i) >>> 60 == 0xe;
            Kind kind = state.routes().get(table.route(i)).kind();
            boolean all = table.length(i) == 4;
            assertThat(kind == Kind.MULTICAST).isEqualTo(group && !all);
          }
        });
  }
}
