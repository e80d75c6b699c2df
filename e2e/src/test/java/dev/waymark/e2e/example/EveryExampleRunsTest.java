package dev.waymark.e2e.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.libbpf.testing.NeedsBpf;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commits each folder of {@code examples/} as it lies there, and sends the packets it lists. */
@NeedsBpf
class EveryExampleRunsTest {

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class OnTheFastPath {
    @AutoClose private final RunningExample router = RunningExample.on(Settings.FAST);

    @ParameterizedTest
    @MethodSource("dev.waymark.e2e.example.Example#all")
    void itsPacketsComeOutWhereItSays(Example example) {
      router.serves(example);

      assertThat(example.packets()).allSatisfy(router::treatsAsExpected);
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class OnTheKernelPath {
    @AutoClose private final RunningExample router = RunningExample.on(Settings.KERNEL);

    @ParameterizedTest
    @MethodSource("dev.waymark.e2e.example.Example#all")
    void itsPacketsComeOutWhereItSays(Example example) {
      router.serves(example);

      assertThat(example.packets()).allSatisfy(router::treatsAsExpected);
    }
  }
}
