package dev.waymark.dataplane.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.dataplane.reference.FragmentMemory;
import dev.waymark.dataplane.reference.Outcome;
import dev.waymark.dataplane.reference.Outcome.Copy;
import dev.waymark.dataplane.reference.Outcome.Way;
import dev.waymark.dataplane.reference.ReferencePath;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What can be said about the tables without a kernel. */
class PacketTablesTest {

  @Test
  void theReferenceDoesWhatTheTablesSay() {
    PacketTables.all()
        .values()
        .forEach(table -> {
          for (PacketCase each : table) {
            ReferencePath reference =
                new ReferencePath(each.config(), new FragmentMemory(), Wire::kernelRoute);
            each.before().forEach(reference::of);
            Outcome outcome = reference.of(each.in());
            Way expected = new Way(each.reason(), each.mark(), each.out(), each.answered());
            assertThat(outcome.ways()).as(each.name()).containsExactly(expected);
            assertThat(
                    outcome.copies().stream()
                        .filter(Copy::sent)
                        .map(PacketTablesTest::sent)
                        .toList())
                .as(each.name())
                .isEqualTo(each.copies());
            assertThat(outcome.copies().stream().filter(c -> !c.sent()).map(Copy::reason).toList())
                .as(each.name())
                .isEqualTo(each.lost());
          }
        });
  }

  private static Ran.Sent sent(Copy copy) {
    return new Ran.Sent(copy.output().ifindex(), copy.frame());
  }

  @Test
  void everyRuleOfTheSemanticsHasACase() {
    Set<Shows> shown =
        PacketTables.all().values().stream()
            .flatMap(List::stream)
            .flatMap(each -> each.shows().stream())
            .collect(Collectors.toSet());
    Set<Shows> missing = EnumSet.allOf(Shows.class);
    missing.removeAll(shown);
    // An empty group cannot be published; CorruptStoreTest makes one by hand.
    missing.remove(Shows.NO_NEXT_HOP);
    assertThat(missing).as("rules of the semantics without an example").isEmpty();
  }
}
