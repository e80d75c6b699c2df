package dev.waymark.controller.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** So many writes a second, and no more at once than the burst. */
class WriteBudgetTest {
  static final long SECOND = 1_000_000_000;

  @Test
  void aBurstIsTakenAtOnceAndTheRestWaits() {
    WriteBudget budget = new WriteBudget(10, 3, 0);

    assertThat(List.of(budget.take(0), budget.take(0), budget.take(0), budget.take(0)))
        .containsExactly(true, true, true, false);
    assertThat(budget.pause()).isEqualTo(Duration.ofMillis(100));
    assertThat(budget.take(SECOND / 10)).isTrue();
  }

  @Property
  void noSpanOfTimeSeesMoreThanItsShare(
      @ForAll @Size(min = 1, max = 60) List<@LongRange(max = SECOND) Long> pauses) {
    WriteBudget budget = new WriteBudget(20, 5, 0);
    long now = 0;
    long taken = 0;
    for (long pause : pauses) {
      now += pause;
      while (budget.take(now)) {
        taken++;
      }
      assertThat((double) taken).isLessThanOrEqualTo(5 + now / 1e9 * 20 + 1e-6);
      assertThat(budget.take(now + budget.pause().toNanos() + 1)).isTrue();
      taken++;
      now += budget.pause().toNanos() + 1;
    }
  }
}
