package dev.waymark.daemon.converge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.api.v1alpha1.RouteType;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.model.Way;
import dev.waymark.daemon.resolve.Finding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ExpiryClockTest {

  private static final Instant END = Instant.parse("2026-01-01T00:00:00Z");
  private static final DesiredState ENDING = state(END);
  private static final DesiredState LASTING = state(null);

  private final SetClock clock = new SetClock();
  private final AtomicBoolean synchronised = new AtomicBoolean(true);
  private final ExpiryClock expiry = new ExpiryClock(clock, synchronised::get);

  @Test
  void goesWithTheClockWhileSomebodyVouchesForIt() {
    assertThat(expiry.now(ENDING)).isEqualTo(clock.instant());
    assertThat(expiry.findings(ENDING)).isEmpty();
    assertThat(expiry.nextLook(END)).isEqualTo(END);
  }

  @Test
  void standsStillWhileNobodyDoesAndSaysSo() {
    synchronised.set(false);
    expiry.now(LASTING);
    clock.now = END.plus(Duration.ofDays(1000));

    assertThat(expiry.now(ENDING)).isBefore(END);
    assertThat(expiry.findings(ENDING))
        .extracting(Finding::reason)
        .containsExactly(Reason.ClockNotSynchronised);
    assertThat(expiry.nextLook(END)).isAfter(clock.now);
  }

  @Test
  void neverGoesBackSoThatWhatEndedStaysSo() {
    clock.now = END.plusSeconds(1);
    assertThat(expiry.now(ENDING)).isAfter(END);

    clock.now = END.minusSeconds(100);
    assertThat(expiry.now(ENDING)).isAfter(END);
    synchronised.set(false);
    assertThat(expiry.now(ENDING)).isAfter(END);
  }

  @Test
  void asksNobodyWhereNothingEnds() {
    ExpiryClock unasked =
        new ExpiryClock(
            clock,
            () -> {
              throw new AssertionError("asked");
            });
    assertThat(unasked.now(LASTING)).isEqualTo(clock.instant());
    assertThatThrownBy(() -> unasked.now(ENDING)).hasMessage("asked");
    assertThat(unasked.findings(LASTING)).isEmpty();
  }

  private static DesiredState state(@org.jspecify.annotations.Nullable Instant end) {
    Way way =
        new Way(
            RouteType.Blackhole, 0, List.of(), 0, null, false, end, Owner.of("RouteTable", "edge"));
    DesiredTable table = DesiredTable.builder(254).add(Prefix.parse("192.0.2.0/24"), way).build();
    return new DesiredState(List.of(table), List.of(), List.of());
  }

  private static final class SetClock extends Clock {
    private Instant now = END.minusSeconds(1000);

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
