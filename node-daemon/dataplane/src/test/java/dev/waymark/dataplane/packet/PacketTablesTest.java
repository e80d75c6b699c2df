package dev.waymark.dataplane.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.dataplane.reference.FragmentMemory;
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
            List<Way> ways = reference.of(each.in()).ways();
            Way expected = new Way(each.reason(), each.mark(), each.out(), each.answered());
            assertThat(ways).as(each.name()).containsExactly(expected);
          }
        });
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
