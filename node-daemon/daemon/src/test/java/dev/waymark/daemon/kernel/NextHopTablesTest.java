package dev.waymark.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Family;
import dev.waymark.daemon.kernel.KernelObject.End;
import dev.waymark.daemon.kernel.KernelObject.Jump;
import dev.waymark.daemon.kernel.KernelObject.MarkLookup;
import dev.waymark.daemon.kernel.KernelObject.Verdict;
import dev.waymark.daemon.kernel.KernelObject.Via;
import dev.waymark.daemon.resolve.NextHopIdentity;
import dev.waymark.daemon.resolve.ResolvedRoute;
import dev.waymark.daemon.resolve.ResolvedState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NextHopTablesTest {

  private static final Ownership OURS =
      new Ownership(
          new NumberRange(20000, 24095), new NumberRange(20000, 20999), new MarkBits(0x1f7f));
  private static final NextHopTables TABLES = new NextHopTables(OURS);
  private static final NextHopIdentity A = new NextHopIdentity(3, Address.parse("10.2.0.2"), 0);
  private static final NextHopIdentity B = new NextHopIdentity(4, null, 1400);

  private static ResolvedState state(
      Map<NextHopIdentity, Set<Family>> hops, Map<ResolvedRoute.Kind, Set<Family>> verdicts) {
    return new ResolvedState(List.of(), List.of(), List.of(), hops, verdicts, List.of(), null);
  }

  private static Marks marks(NextHopIdentity... hops) {
    return Marks.none(OURS.largestNumber()).with(List.of(hops)).orElseThrow();
  }

  @Test
  void aNextHopHasATableAndARuleInEachFamilyThatItServes() {
    assertThat(TABLES.wanted(state(Map.of(A, Set.of(Family.V4)), Map.of()), marks(A)))
        .containsExactly(
            new Via(Family.V4, 20004, 3, Address.parse("10.2.0.2"), 0),
            new End(Family.V4, 20999),
            new Jump(Family.V4, 20000, 0x1f7f, 20999),
            new MarkLookup(Family.V4, 20001, 4, 0x1f7f, 20004));
  }

  @Test
  void whatTheKernelAnswersHasATableOfItsOwn() {
    assertThat(
            TABLES.wanted(
                state(Map.of(), Map.of(ResolvedRoute.Kind.PROHIBIT, Set.of(Family.V6))), marks()))
        .contains(
            new Verdict(Family.V6, 20003, Verdict.Kind.PROHIBIT),
            new MarkLookup(Family.V6, 20001, 3, 0x1f7f, 20003));
  }

  @Test
  void withoutNextHopsNothingIsNeeded() {
    assertThat(TABLES.wanted(state(Map.of(), Map.of()), marks())).isEmpty();
  }

  @Test
  void aRestartReadsTheNumbersBackFromTheKernel() {
    ResolvedState state =
        state(
            Map.of(A, Set.of(Family.V4), B, Set.of(Family.V4, Family.V6)),
            Map.of(ResolvedRoute.Kind.LOCAL, Set.of(Family.V4)));
    Marks given = marks(A, B);
    List<KernelObject> present = new ArrayList<>(TABLES.wanted(state, given));
    assertThat(TABLES.recover(present)).isEqualTo(given);

    present.removeIf(o -> o instanceof Via via && via.interfaceIndex() == 4);
    Marks afterALoss = TABLES.recover(present).with(List.of(B)).orElseThrow();
    assertThat(afterALoss.number(A)).isEqualTo(given.number(A));
    assertThat(afterALoss.number(B)).isNotEqualTo(given.number(B));
  }

  @Test
  void rulesGoBeforeTheTablesThatTheyLeadTo() {
    List<KernelObject> order =
        NextHopTables.removalOrder(
            TABLES.wanted(state(Map.of(A, Set.of(Family.V4)), Map.of()), marks(A)));
    assertThat(order.getLast()).isInstanceOf(Via.class);
  }
}
