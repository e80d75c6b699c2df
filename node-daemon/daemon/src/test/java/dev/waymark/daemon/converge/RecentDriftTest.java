package dev.waymark.daemon.converge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentDriftTest {
  private static final Instant T0 = Instant.EPOCH;

  @Test
  void whatIsSeenAgainIsNewsOnlyOnce() {
    RecentDrift drift = new RecentDrift();

    assertThat(drift.saw(List.of("b", "a"), T0)).containsExactly("b", "a");
    assertThat(drift.saw(List.of("a"), T0.plusSeconds(5))).isEmpty();
    assertThat(drift.said()).containsExactly("a", "b");
  }

  @Test
  void eachIsSaidForAWhileAfterItWasSeenLast() {
    RecentDrift drift = new RecentDrift();
    drift.saw(List.of("a", "b"), T0);
    drift.saw(List.of("a"), T0.plusSeconds(5));
    assertThat(drift.next()).isEqualTo(T0.plusSeconds(10));

    drift.saw(List.of(), T0.plusSeconds(10));
    assertThat(drift.said()).containsExactly("a");
    drift.saw(List.of(), T0.plusSeconds(15));
    assertThat(drift.said()).isEmpty();
    assertThat(drift.next()).isNull();
    assertThat(drift.saw(List.of("a"), T0.plusSeconds(16))).containsExactly("a");
  }
}
