package dev.waymark.dataplane.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.waymark.dataplane.packet.Ran.Trace;
import dev.waymark.dataplane.reference.Bytes;
import dev.waymark.dataplane.reference.Config;
import dev.waymark.dataplane.reference.Outcome.Way;
import dev.waymark.dataplane.reference.Reason;
import dev.waymark.dataplane.reference.ReferencePath;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.jspecify.annotations.Nullable;

/** Every row of every table of cases, through the real program on a real store. */
class PacketCasesTest {
  private static @Nullable Wire wire;
  private static @Nullable Machine machine;
  private static @Nullable Config published;
  private static long generation;

  private static Map<String, List<PacketCase>> tables() {
    Map<String, List<PacketCase>> tables = new LinkedHashMap<>();
    tables.put("untouched", UntouchedCases.all());
    tables.put("exempt", ExemptCases.all());
    tables.put("malformed", MalformedCases.all());
    tables.put("tables", TableOrderCases.all());
    tables.put("rules", RuleCases.all());
    tables.put("route types", RouteTypeCases.all());
    tables.put("fast path", FastPathCases.all());
    tables.put("kernel path", KernelPathCases.all());
    tables.put("drops", DropCases.all());
    return tables;
  }

  @NeedsBpf
  @TestFactory
  Stream<DynamicContainer> theProgramDoesWhatTheTableSays() {
    return tables().entrySet().stream()
        .map(
            table ->
                dynamicContainer(
                    table.getKey(),
                    table.getValue().stream()
                        .map(each -> dynamicTest(each.name(), () -> check(each)))));
  }

  @Test
  void theReferenceDoesWhatTheTablesSay() {
    tables()
        .values()
        .forEach(
            table -> {
              for (PacketCase each : table) {
                List<Way> ways = new ReferencePath(each.config()).of(each.in()).ways();
                Way expected = new Way(each.reason(), each.mark(), each.out());
                assertThat(ways).as(each.name()).containsExactly(expected);
              }
            });
  }

  @Test
  void everyRuleOfTheSemanticsHasACase() {
    Set<Shows> shown =
        tables().values().stream()
            .flatMap(List::stream)
            .flatMap(each -> each.shows().stream())
            .collect(Collectors.toSet());
    Set<Shows> missing = EnumSet.allOf(Shows.class);
    missing.removeAll(shown);
    // An empty group cannot be published; CorruptStoreTest makes one by hand.
    missing.remove(Shows.NO_NEXT_HOP);
    assertThat(missing).as("rules of the semantics without an example").isEmpty();
  }

  private static void check(PacketCase each) {
    Machine program = start();
    if (!each.config().equals(published)) {
      generation = program.publish(each.config());
      published = each.config();
    }
    Machine.Totals before = program.totals();
    Ran live = program.live(each.in());
    Machine.Totals after = program.totals();
    Ran twin = program.twin(each.in());
    Trace trace = program.trace();
    assertThat(Reason.name(trace.reason())).as("what the twin says").isEqualTo(each.reason().name());
    assertThat(live.returned()).as("return of the live program").isEqualTo(each.reason().returned());
    assertThat(ByteDiff.between(each.out().toArray(), live.packet().toArray())).isEmpty();
    assertThat(Integer.toHexString(live.mark())).isEqualTo(Integer.toHexString(each.mark()));
    assertThat(after.reasonsSince(before)).isEqualTo(Map.of(each.reason().number, 1L));
    assertThat(after.countersSince(before).keySet()).isEqualTo(each.counters());
    assertThat(after.countersSince(before).values()).allMatch(packets -> packets == 1);
    assertThat(after.bytesSince(before))
        .as("counted bytes are those of IP")
        .isEqualTo(bytes(each));
    assertThat(trace.generation()).isEqualTo(generation);
    assertThat(twin).as("explaining changes nothing").isEqualTo(untouched(each));
    assertThat(program.totals()).as("explaining counts nothing").isEqualTo(after);
  }

  private static long bytes(PacketCase each) {
    int header = each.reason() == Reason.PASS_NOT_ATTACHED ? 0 : 14;
    return each.in().frame().length() - header;
  }

  private static Ran untouched(PacketCase each) {
    Bytes frame = each.in().frame();
    return new Ran(-1, each.in().mark(), frame);
  }

  private static Machine start() {
    Machine running = machine;
    if (running == null) {
      throw new IllegalStateException("the machine was not started");
    }
    return running;
  }

  @BeforeAll
  static void open() {
    if (Machine.isPossible()) {
      wire = Wire.make("packet");
      machine = Machine.open(wire);
    }
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
