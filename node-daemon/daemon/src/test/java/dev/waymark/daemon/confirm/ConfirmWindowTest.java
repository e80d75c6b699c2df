package dev.waymark.daemon.confirm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.json.TimeSpan;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.RouteType;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.DesiredTrial;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.model.Way;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConfirmWindowTest {
  private static final DesiredTable SLOW = table(1, "slow", RouteType.Blackhole);
  private static final DesiredTable QUICK = table(2, "quick", RouteType.Blackhole);
  private static final DesiredTable QUIET = table(3, "quiet", RouteType.Blackhole);
  private static final List<DesiredTrial> TRIALS =
      List.of(trial(1, "slow", "30s"), trial(2, "quick", "2s"));

  @Test
  void whoChangesDecidesAlone() {
    DesiredState before = state(SLOW, QUICK, QUIET);

    assertThat(window(before, state(table(1, "slow", RouteType.Throw), QUICK, QUIET)))
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(window(before, state(SLOW, table(2, "quick", RouteType.Throw), QUIET)))
        .isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void ofSeveralTheSmallestCounts() {
    assertThat(window(null, state(SLOW, QUICK))).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void whoSaysNothingMeansTenSeconds() {
    DesiredState before = state(SLOW, QUICK, QUIET);
    DesiredTable changed = table(3, "quiet", RouteType.Throw);

    assertThat(window(before, state(SLOW, QUICK, changed))).isEqualTo(Duration.ofSeconds(10));
    assertThat(window(before, state(table(1, "slow", RouteType.Throw), QUICK, changed)))
        .isEqualTo(Duration.ofSeconds(10));
    assertThat(window(null, DesiredState.EMPTY)).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void whoIsRemovedSaidItBefore() {
    DesiredState without = new DesiredState(List.of(QUIET), List.of(), List.of());
    DesiredState before =
        new DesiredState(List.of(SLOW, QUIET), List.of(), List.of())
            .withTrials(List.of(trial(1, "slow", "30s")));

    assertThat(window(before, without)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void theDaemonDecidesBeforeTheKernelDoes() {
    ConfirmWindow window = new ConfirmWindow(Duration.ofSeconds(10));

    assertThat(window.forProof()).isLessThan(window.length()).isGreaterThan(Duration.ZERO);
  }

  private static Duration window(@Nullable DesiredState before, DesiredState after) {
    return ConfirmWindow.of(before, after).length();
  }

  private static DesiredState state(DesiredTable... tables) {
    return new DesiredState(List.of(tables), List.of(), List.of()).withTrials(TRIALS);
  }

  private static DesiredTrial trial(int table, String name, String within) {
    return new DesiredTrial(Owner.of("RouteTable", name), table, TimeSpan.parse(within), List.of());
  }

  private static DesiredTable table(int id, String owner, RouteType type) {
    Way way = new Way(type, 0, List.of(), 0, null, false, null, Owner.of("RouteTable", owner));
    return DesiredTable.builder(id).add(Prefix.parse("10.0.0.0/8"), way).build();
  }
}
