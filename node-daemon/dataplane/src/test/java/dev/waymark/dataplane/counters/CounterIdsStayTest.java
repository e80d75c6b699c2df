package dev.waymark.dataplane.counters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.dataplane.layout.CountLayout;
import dev.waymark.dataplane.layout.RuleLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A name keeps its counter over generations and restarts, and a freed one begins at zero. */
class CounterIdsStayTest {
  private final List<Integer> zeroed = new ArrayList<>();
  private final CounterIds ids = new CounterIds(zeroed::add);

  @Test
  void theSameNameHasTheSameIndex() {
    assertThat(ids.idOf("route/a")).isEqualTo(ids.idOf("route/a")).isEqualTo(1);
    assertThat(ids.idOf("rule/b")).isEqualTo(2);
    assertThat(zeroed).containsExactly(1, 2);
  }

  @Test
  void aRestartRestoresWhatTheSnapshotHolds() {
    ids.idOf("a");
    ids.idOf("b");
    ids.retainOnly(Set.of("b"));
    CounterIds restarted = new CounterIds(zeroed::add);
    zeroed.clear();
    restarted.restore(ids.snapshot());
    assertThat(restarted.idOf("b")).isEqualTo(2);
    assertThat(zeroed).as("a known counter goes on").isEmpty();
    assertThat(restarted.idOf("c")).isEqualTo(1);
  }

  @Test
  void whenAllAreTakenTheRestIsNotCountedButRulesStillAre() {
    int others = CountLayout.COUNTERS_MAX - 4 * RuleLayout.RULES_MAX;
    for (int i = 1; i < others; i++) {
      assertThat(ids.idOf("n" + i)).isEqualTo(i);
    }
    assertThat(ids.idOf("one more")).isZero();
    for (int i = others; i < CountLayout.COUNTERS_MAX; i++) {
      assertThat(ids.idOfRule("r" + i)).isEqualTo(i);
    }
    assertThat(ids.idOfRule("one more")).isZero();
  }

  @Test
  void aSnapshotThatNamesAnIndexTwiceIsRefused() {
    assertThatThrownBy(() -> ids.restore(Map.of("a", 1, "b", 1))).hasMessageContaining("taken");
    assertThatThrownBy(() -> new CounterIds(id -> {}).restore(Map.of("a", 0)))
        .hasMessageContaining("index 0");
  }
}
