package dev.waymark.libbpf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KernelClockTest {

  @Test
  void theKernelTellsAndTellsTheSameWhenAskedAgain() {
    assertThat(KernelClock.isSynchronised()).isEqualTo(KernelClock.isSynchronised());
  }
}
