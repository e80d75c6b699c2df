package dev.waymark.dataplane.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.waymark.dataplane.reference.Config;
import dev.waymark.dataplane.reference.Reason;
import dev.waymark.dataplane.reference.ReferenceEarly;
import dev.waymark.libbpf.FrameRun;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/**
 * Every packet of the tables, met in the driver first: XDP drops it for the reason that TCX would,
 * and counts it the same, or lets it go on as it came, uncounted.
 */
@NeedsBpf
class XdpCasesTest {
  private static @Nullable Wire wire;
  private static @Nullable Machine machine;
  private static @Nullable Config published;

  @TestFactory
  Stream<DynamicContainer> xdpDropsNothingThatTheTableLetsThrough() {
    return PacketTables.all().entrySet().stream()
        .map(table ->
            dynamicContainer(
                table.getKey(),
                table.getValue().stream()
                    .map(each -> dynamicTest(each.name(), () -> check(each)))));
  }

  private static void check(PacketCase each) {
    Machine program = Objects.requireNonNull(machine);
    if (!each.config().equals(published)) {
      program.publish(each.config());
      published = each.config();
    }
    Reason expected = new ReferenceEarly(each.config()).of(each.in());
    Machine.Totals before = program.totals();
    FrameRun.Result ran = program.early(each.in());
    Machine.Totals after = program.totals();
    assertThat(ran.verdict()).isEqualTo(expected == null ? FrameRun.PASS : FrameRun.DROP);
    assertThat(ByteDiff.between(each.in().frame().toArray(), ran.frame())).isEmpty();
    if (expected == null) {
      assertThat(after).as("what goes on is counted where it goes to").isEqualTo(before);
      return;
    }
    assertThat(expected).as("what TCX would do").isEqualTo(each.reason());
    assertThat(after.reasonsSince(before)).isEqualTo(Map.of(expected.number, 1L));
    assertThat(after.countersSince(before).keySet()).isEqualTo(each.counters());
    assertThat(after.bytesSince(before)).isEqualTo(each.in().frame().length() - 14L);
  }

  @BeforeAll
  static void open() {
    wire = Wire.make("xdp-cases");
    machine = Machine.open(wire);
  }

  @AfterAll
  static void close() {
    if (machine != null) {
      machine.close();
    }
    if (wire != null) {
      wire.close();
    }
  }
}
