package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrendTest {

  @Test
  void whatStaysDoesNotRise() {
    assertThat(new Trend(List.of(7L, 7L, 7L)).rise()).isZero();
  }

  @Test
  void aSteadyLeakRisesByAllItLeaked() {
    assertThat(new Trend(List.of(100L, 110L, 120L, 130L)).rise()).isEqualTo(30, within(1e-9));
  }

  @Test
  void whatOnlySwingsHardlyRises() {
    assertThat(new Trend(List.of(10L, 20L, 10L, 20L, 10L, 20L, 10L)).rise())
        .isEqualTo(0, within(1e-9));
  }

  @Test
  void whatShrinksFalls() {
    assertThat(new Trend(List.of(30L, 20L, 10L)).rise()).isNegative();
  }
}
