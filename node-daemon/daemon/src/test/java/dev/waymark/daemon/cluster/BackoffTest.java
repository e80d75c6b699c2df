package dev.waymark.daemon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final Duration LEAST = Duration.ofMillis(200);
  private static final Duration MOST = Duration.ofSeconds(10);

  @Test
  void pausesGrowFromHalfTheLeastToTheLongest() {
    Backoff backoff = new Backoff(LEAST, MOST, new Random(7));
    Duration whole = LEAST;
    for (int i = 0; i < 20; i++) {
      Duration pause = backoff.next();
      assertThat(pause).isBetween(whole.dividedBy(2), whole);
      whole = whole.multipliedBy(2).compareTo(MOST) > 0 ? MOST : whole.multipliedBy(2);
    }
    assertThat(whole).isEqualTo(MOST);

    backoff.reset();
    assertThat(backoff.next()).isLessThanOrEqualTo(LEAST);
  }

  @Test
  void nodesThatFailedTogetherDoNotComeBackTogether() {
    List<Duration> first = new ArrayList<>();
    for (int node = 0; node < 50; node++) {
      first.add(new Backoff(LEAST, MOST, new Random(node)).next());
    }
    assertThat(first).doesNotHaveDuplicates();
  }
}
