package dev.waymark.daemon.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What is looked at once a second is looked at once a second, whatever else keeps coming. */
class LooksAreNeverPutOffTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /** Each gap is the time until the next event, each pass the time that its handling takes. */
  @Property
  void twoLooksAreASecondApartAndWhatWasUnderWayMeanwhile(
      @ForAll long start,
      @ForAll @Size(max = 200) List<@IntRange(max = 2_000_000_000) Integer> gaps,
      @ForAll @IntRange(max = 300_000_000) int pass) {
    LookSchedule looks = new LookSchedule(start);
    long now = start;
    long last = start;
    for (int gap : gaps) {
      now += Math.min(gap, looks.left(now).toNanos());
      now += pass;
      if (looks.due(now)) {
        assertThat(now - last).isBetween(SECOND, SECOND + 2L * pass);
        last = now;
      }
      assertThat(now - last).as("since the last look").isLessThan(SECOND + pass);
    }
  }
}
