package dev.waymark.daemon.converge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.daemon.kernel.KernelObject;
import dev.waymark.daemon.kernel.KernelObject.MarkLookup;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuarantineTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant END = START.plus(Quarantine.LENGTH);
  private static final KernelObject RULE = new MarkLookup(Family.V4, 20001, 4, 0x1f7f, 20004);

  private final Quarantine quarantine = new Quarantine();

  @Test
  void whatIsNotNeededGoesOnlyAfterItsTime() {
    assertThat(quarantine.due(List.of(RULE), Set.of(), START)).isEmpty();
    assertThat(quarantine.next()).isEqualTo(END);
    assertThat(quarantine.due(List.of(RULE), Set.of(), END.minusMillis(1))).isEmpty();
    assertThat(quarantine.due(List.of(RULE), Set.of(), END)).containsExactly(RULE);
    assertThat(quarantine.isEmpty()).isTrue();
  }

  @Test
  void whatIsNeededAgainStaysAndItsTimeBeginsAnew() {
    assertThat(quarantine.due(List.of(RULE), Set.of(), START)).isEmpty();
    assertThat(quarantine.due(List.of(RULE), Set.of(RULE), START.plusSeconds(1))).isEmpty();
    assertThat(quarantine.next()).isNull();
    assertThat(quarantine.due(List.of(RULE), Set.of(), END)).isEmpty();
  }

  @Test
  void whatSomebodyElseRemovedIsForgotten() {
    assertThat(quarantine.due(List.of(RULE), Set.of(), START)).isEmpty();
    assertThat(quarantine.due(List.of(), Set.of(), END)).isEmpty();
    assertThat(quarantine.isEmpty()).isTrue();
  }
}
