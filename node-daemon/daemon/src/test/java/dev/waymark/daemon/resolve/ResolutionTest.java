package dev.waymark.daemon.resolve;

import static dev.waymark.daemon.resolve.Declared.EDGE;
import static dev.waymark.daemon.resolve.Declared.gateway;
import static dev.waymark.daemon.resolve.Declared.hop;
import static dev.waymark.daemon.resolve.Declared.optional;
import static dev.waymark.daemon.resolve.Declared.via;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.api.v1alpha1.RouteType;
import dev.waymark.compiler.model.Copies;
import dev.waymark.compiler.model.DesiredAction;
import dev.waymark.compiler.model.DesiredMatch;
import dev.waymark.compiler.model.DesiredRule;
import dev.waymark.compiler.model.MarkBits;
import dev.waymark.compiler.model.RuleEffects;
import dev.waymark.daemon.resolve.ResolvedRoute.Kind;
import dev.waymark.daemon.resolve.ResolvedRoute.Member;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResolutionTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final int MARK_MASK = 0x1f7f;

  private static NodeFixture node() {
    return NodeFixture.node()
        .up(2, "lan0", "10.1.0.1/24")
        .up(3, "wan0", "10.2.0.1/24")
        .up(4, "wan1", "10.3.0.1/24");
  }

  private static ResolvedState resolve(Declared declared, NodeFixture node) {
    return Resolution.resolve(declared.state(), node.facts(), MARK_MASK, NOW);
  }

  private static @Nullable ResolvedRoute at(ResolvedState state, int table, String prefix) {
    Prefix wanted = Prefix.parse(prefix);
    for (TableContent content : state.tables()) {
      for (int i = 0; content.table() == table && i < content.size(); i++) {
        Prefix here = new Prefix(content.family(), content.hi(i), content.lo(i), content.length(i));
        if (here.equals(wanted)) {
          return state.routes().get(content.route(i));
        }
      }
    }
    return null;
  }

  private static Kind kind(ResolvedState state, int table, String prefix) {
    ResolvedRoute route = at(state, table, prefix);
    assertThat(route).as("%s in table %d", prefix, table).isNotNull();
    return route == null ? Kind.THROW : route.kind();
  }

  private static Member member(int index, String gateway, int weight) {
    return new Member(new NextHopIdentity(index, Address.parse(gateway), 0), weight);
  }

  @Test
  void aNextHopWhoseInterfaceIsDownLeavesItsGroupAndTheOthersKeepTheirWeights() {
    Declared declared =
        Declared.nothing()
            .route(254, "0.0.0.0/0", via(hop("10.2.0.9", null, 3), hop("10.3.0.9", null, 5)));
    NodeFixture node =
        NodeFixture.node().up(3, "wan0", "10.2.0.1/24").down(4, "wan1", "10.3.0.1/24");
    ResolvedState state = resolve(declared, node);
    assertThat(at(state, 254, "0.0.0.0/0"))
        .isEqualTo(new ResolvedRoute(Kind.UNICAST, 0, List.of(member(3, "10.2.0.9", 3)), EDGE));
    assertThat(state.findings())
        .containsExactly(new Finding(EDGE, Reason.InterfaceDown, "0.0.0.0/0: wan1 is down"));
  }

  @Test
  void withNoNextHopLeftTheNextMetricServesAndThenTheRouteIsWithdrawn() {
    NodeFixture node = NodeFixture.node().up(3, "wan0", "10.2.0.1/24").down(4, "wan1");
    Declared both =
        Declared.nothing()
            .route(254, "10.9.0.0/16", via(0, hop("10.3.0.9", "wan1", 1)))
            .route(254, "10.9.0.0/16", via(5, gateway("10.2.0.9")));
    assertThat(kind(resolve(both, node), 254, "10.9.0.0/16")).isEqualTo(Kind.UNICAST);

    Declared one = Declared.nothing().route(254, "10.9.0.0/16", via(0, hop("10.3.0.9", "wan1", 1)));
    ResolvedState state = resolve(one, node);
    assertThat(at(state, 254, "10.9.0.0/16")).isNull();
    assertThat(state.findings())
        .extracting(Finding::reason)
        .containsExactly(Reason.InterfaceDown, Reason.NoUsableNextHop);
  }

  @Test
  void anOptionalNextHopThatIsMissingIsNoFailure() {
    Declared declared =
        Declared.nothing().route(254, "10.9.0.0/16", via(optional(hop("10.3.0.9", "gone0", 1))));
    ResolvedState state = resolve(declared, node());
    assertThat(at(state, 254, "10.9.0.0/16")).isNull();
    assertThat(state.findings()).isEmpty();
  }

  @Test
  void aDeclaredDefaultNeverHidesAConnectedSubnet() {
    Declared declared = Declared.nothing().route(254, "0.0.0.0/0", via(gateway("10.2.0.9")));
    ResolvedState state = resolve(declared, node());
    assertThat(kind(state, 254, "10.1.0.0/24")).isEqualTo(Kind.KERNEL);
    assertThat(kind(state, 254, "0.0.0.0/0")).isEqualTo(Kind.UNICAST);
  }

  @Test
  void theLowerMetricWinsAgainstTheKernelAndATieIsTheKernels() {
    Declared declared =
        Declared.nothing()
            .route(254, "10.7.0.0/16", via(10, gateway("10.2.0.9")))
            .route(254, "10.8.0.0/16", via(20, gateway("10.2.0.9")));
    ResolvedState state =
        resolve(declared, node().kernelRoute("10.7.0.0/16", 20).kernelRoute("10.8.0.0/16", 20));
    assertThat(kind(state, 254, "10.7.0.0/16")).isEqualTo(Kind.UNICAST);
    assertThat(kind(state, 254, "10.8.0.0/16")).isEqualTo(Kind.KERNEL);
  }

  @Test
  void protectedPrefixesAreInEveryTableThatIsUsed() {
    Declared declared =
        Declared.nothing()
            .shield("10.96.0.0/12")
            .route(100, "0.0.0.0/0", via(gateway("10.2.0.9")))
            .route(254, "10.97.0.0/16", Declared.forced(via(gateway("10.2.0.9"))));
    ResolvedState state = resolve(declared, node());
    assertThat(kind(state, 100, "10.96.0.0/12")).isEqualTo(Kind.PROTECTED);
    assertThat(kind(state, 254, "10.96.0.0/12")).isEqualTo(Kind.PROTECTED);
    assertThat(kind(state, 254, "10.97.0.0/16")).isEqualTo(Kind.UNICAST);
    assertThat(at(state, 7, "10.96.0.0/12")).isNull();
  }

  @Test
  void theNodesOwnAddressIsProtectedInTableZeroAndARouteToItIsRefused() {
    Declared declared = Declared.nothing().route(254, "10.1.0.1/32", via(gateway("10.2.0.9")));
    ResolvedState state = resolve(declared, node());
    assertThat(kind(state, 0, "10.1.0.1/32")).isEqualTo(Kind.PROTECTED);
    assertThat(at(state, 254, "10.1.0.1/32")).isNull();
    assertThat(state.findings())
        .extracting(Finding::reason)
        .containsExactly(Reason.ProtectedPrefix);
  }

  @Test
  void anExpiredRouteIsGoneAndTheNextEndIsKnown() {
    Instant later = NOW.plusSeconds(60);
    Declared declared =
        Declared.nothing()
            .route(100, "10.7.0.0/16", Declared.until(NOW, via(gateway("10.2.0.9"))))
            .route(100, "10.8.0.0/16", Declared.until(later, via(gateway("10.2.0.9"))));
    ResolvedState state = resolve(declared, node());
    assertThat(at(state, 100, "10.7.0.0/16")).isNull();
    assertThat(at(state, 100, "10.8.0.0/16")).isNotNull();
    assertThat(state.nextExpiry()).isEqualTo(later);
  }

  @Test
  void aRuleWhoseInterfacesAreAllAbsentMatchesNothingInsteadOfEverything() {
    DesiredMatch fromGone = new DesiredMatch(List.of(), List.of(), List.of("gone0"), List.of());
    DesiredMatch fromBoth =
        new DesiredMatch(List.of(), List.of(), List.of("gone0", "lan0"), List.of());
    Declared declared =
        Declared.nothing()
            .rule(new DesiredRule(10, "p", "gone", fromGone, new DesiredAction.Drop()))
            .rule(new DesiredRule(20, "p", "both", fromBoth, new DesiredAction.Reject()));
    ResolvedState state = resolve(declared, node());
    assertThat(state.rules()).extracting(rule -> rule.declared().name()).containsExactly("both");
    assertThat(state.rules().getFirst().interfaceIndexes()).containsExactly(2);
    assertThat(state.verdicts())
        .containsOnlyKeys(Kind.PROHIBIT)
        .containsEntry(Kind.PROHIBIT, Set.of(Family.V4, Family.V6));
  }

  @Test
  void onlyNextHopsThatAPrefixLeadsToNeedTheKernel() {
    Declared declared =
        Declared.nothing()
            .route(100, "10.7.0.0/16", via(gateway("10.2.0.9")))
            .route(100, "10.8.0.0/16", Declared.of(RouteType.Unreachable))
            .route(254, "10.1.0.0/24", via(gateway("10.3.0.9")));
    ResolvedState state = resolve(declared, node());
    assertThat(state.nextHops())
        .containsOnlyKeys(new NextHopIdentity(3, Address.parse("10.2.0.9"), 0));
    assertThat(state.verdicts()).containsOnlyKeys(Kind.UNREACHABLE);
  }

  @Test
  void aRuleThatWouldSetOurBitsOfTheMarkIsLeftOutAndTold() {
    Declared declared =
        Declared.nothing()
            .rule(effect("ours", new RuleEffects(null, new MarkBits(1, 0x10001), null, null)))
            .rule(effect("theirs", new RuleEffects(null, new MarkBits(1, 0x10000), null, null)));
    ResolvedState state = resolve(declared, node());
    assertThat(state.rules()).extracting(rule -> rule.declared().name()).containsExactly("theirs");
    assertThat(state.findings()).extracting(Finding::reason).containsExactly(Reason.Invalid);
    assertThat(state.findings().getFirst().message())
        .contains("rule ours", "0x10001", "markMask 0x1f7f");
  }

  @Test
  void aMirrorToAnAbsentInterfaceIsToldAndTheRuleStays() {
    Declared declared =
        Declared.nothing()
            .rule(effect("gone", new RuleEffects(null, null, null, new Copies("gone0", 1))))
            .rule(effect("there", new RuleEffects(null, null, null, new Copies("wan0", 1))));
    ResolvedState state = resolve(declared, node());
    assertThat(state.rules()).extracting(ResolvedRule::mirrorIndex).containsExactly(0, 3);
    assertThat(state.findings())
        .extracting(Finding::reason)
        .containsExactly(Reason.InterfaceAbsent);
  }

  @Test
  void whatIsRejectedOnItsWayToTheNodeNeedsNoKernelTable() {
    DesiredRule toNode =
        new DesiredRule(
            1, "p", "r", true, DesiredMatch.ALL, new DesiredAction.Reject(), RuleEffects.NONE);
    ResolvedState state = resolve(Declared.nothing().rule(toNode), node());
    assertThat(state.rules()).hasSize(1);
    assertThat(state.verdicts()).isEmpty();
  }

  private static DesiredRule effect(String name, RuleEffects effects) {
    return new DesiredRule(
        1, "p", name, false, DesiredMatch.ALL, new DesiredAction.Pass(), effects);
  }
}
