package dev.waymark.controller.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.compiler.model.Owner;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A loss is acted on once it is sure that it is not one of many. */
class VanishedTest {
  private static final Owner A = Owner.of("RouteTable", "a");
  private static final Owner B = Owner.of("RouteTable", "b");
  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

  private final Vanished vanished = new Vanished();

  @Test
  void aLossIsYoungForAMoment() {
    assertThat(vanished.recent(Set.of(A), NOON)).containsExactly(A);
    assertThat(vanished.recent(Set.of(A, B), NOON.plusSeconds(1))).containsExactly(A, B);
    assertThat(vanished.recent(Set.of(A, B), NOON.plus(Vanished.MOMENT))).containsExactly(B);
    assertThat(vanished.recent(Set.of(A, B), NOON.plusSeconds(60))).isEmpty();
  }

  @Test
  void whoComesBackAndVanishesAgainIsYoungAgain() {
    vanished.recent(Set.of(A), NOON);
    vanished.recent(Set.of(), NOON.plusSeconds(1));
    assertThat(vanished.recent(Set.of(A), NOON.plusSeconds(3))).containsExactly(A);
  }
}
