package dev.waymark.dataplane.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.waymark.dataplane.explain.Explanation;
import dev.waymark.dataplane.reference.Config;
import dev.waymark.dataplane.reference.Outcome.Way;
import dev.waymark.dataplane.reference.Reason;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** Every row of every table of cases, through the real program on a real store. */
@NeedsBpf
class PacketCasesTest {
  private static @Nullable Wire wire;
  private static @Nullable Machine machine;
  private static @Nullable Config published;
  private static long generation;

  @TestFactory
  Stream<DynamicContainer> theProgramDoesWhatTheTableSays() {
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
      generation = program.publish(each.config());
      published = each.config();
    }
    each.before().forEach(program::live);
    Machine.Totals before = program.totals();
    Ran live = program.live(each.in());
    Machine.Totals after = program.totals();
    Explanation explained = program.explain(each.in());
    assertThat(Reason.name(explained.reason().code()))
        .as("what the twin says")
        .isEqualTo(each.reason().name());
    assertThat(live.returned())
        .as("return of the live program")
        .isEqualTo(new Way(each.reason(), each.mark(), each.out(), each.answered()).returned());
    assertThat(ByteDiff.between(each.out().toArray(), live.packet().toArray())).isEmpty();
    assertThat(Integer.toHexString(live.mark())).isEqualTo(Integer.toHexString(each.mark()));
    assertThat(live.copies()).as("copies that left").isEqualTo(each.copies());
    assertThat(after.reasonsSince(before)).isEqualTo(reasons(each));
    assertThat(after.countersSince(before).keySet()).isEqualTo(each.counters());
    assertThat(after.countersSince(before).values()).allMatch(packets -> packets == 1);
    assertThat(after.bytesSince(before)).as("counted bytes are those of IP").isEqualTo(bytes(each));
    assertThat(explained.generation()).isEqualTo(generation);
    assertThat(Machine.ran(explained.run()))
        .as("explaining changes nothing")
        .isEqualTo(untouched(each));
    assertThat(program.totals()).as("explaining counts nothing").isEqualTo(after);
  }

  private static Map<Integer, Long> reasons(PacketCase each) {
    return Stream.concat(Stream.of(each.reason()), each.lost().stream())
        .collect(Collectors.groupingBy(reason -> reason.number, Collectors.counting()));
  }

  /** Of the packet, and of each copy that was lost. */
  private static long bytes(PacketCase each) {
    int header = each.reason() == Reason.PASS_NOT_ATTACHED ? 0 : 14;
    return (1L + each.lost().size()) * (each.in().frame().length() - header);
  }

  private static Ran untouched(PacketCase each) {
    return new Ran(-1, each.in().mark(), each.in().frame());
  }

  @BeforeAll
  static void open() {
    wire = Wire.make("packet");
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
