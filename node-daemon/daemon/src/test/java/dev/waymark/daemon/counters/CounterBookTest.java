package dev.waymark.daemon.counters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Prefix;
import dev.waymark.compiler.model.Owner;
import dev.waymark.dataplane.counters.Count;
import dev.waymark.dataplane.counters.Counters;
import dev.waymark.dataplane.layout.CountLayout;
import dev.waymark.libbpf.BpfMap;
import dev.waymark.libbpf.MapType;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A resource's sum never goes down while the resource is there. */
@NeedsBpf
class CounterBookTest {
  private static final Owner EDGE = Owner.of("RouteTable", "edge");
  private static final CounterName FIRST = route("10.1.0.0/16");
  private static final CounterName SECOND = route("10.2.0.0/16");
  private static final CounterName RULE = new CounterName.Rule("guests", "first");

  @TempDir Path state;
  private BpfMap reasons;
  private BpfMap counters;
  private CounterBook book;

  @BeforeEach
  void open() {
    reasons = map(CountLayout.REASON_COUNT);
    counters = map(CountLayout.COUNTERS_MAX);
    book = reopened();
  }

  @AfterEach
  void close() {
    counters.close();
    reasons.close();
  }

  @Test
  void aRouteThatGoesLeavesItsPacketsToItsResource() throws IOException {
    count(FIRST, 10, 1000);
    count(SECOND, 1, 60);
    book.save();

    book.retainOnly(Set.of(SECOND));

    assertThat(CounterRecords.read(state).past()).isEqualTo(Map.of(EDGE, new Count(10, 1000)));
    assertThat(CounterRecords.read(state).names()).containsValue(SECOND).doesNotContainValue(FIRST);
  }

  @Test
  void whatItCountedIsAddedEachTimeItGoes() throws IOException {
    count(SECOND, 0, 0);
    for (int round = 1; round <= 3; round++) {
      count(FIRST, 10, 1000);
      book.retainOnly(Set.of(SECOND));
      assertThat(CounterRecords.read(state).past().get(EDGE))
          .isEqualTo(new Count(10L * round, 1000L * round));
    }
  }

  @Test
  void aResourceThatGoesTakesItsPastWithIt() throws IOException {
    count(FIRST, 10, 1000);
    book.retainOnly(Set.of(new CounterName.Resource(EDGE)));
    assertThat(CounterRecords.read(state).past()).containsKey(EDGE);

    book.retainOnly(Set.of(RULE));

    assertThat(CounterRecords.read(state).past()).isEmpty();
  }

  @Test
  void aRestartGoesOnWithTheSameIndices() throws IOException {
    int rule = book.ids().idOf(RULE.text());
    int first = book.ids().idOf(FIRST.text());
    book.save();

    CounterBook next = reopened();

    assertThat(next.ids().idOf(FIRST.text())).isEqualTo(first);
    assertThat(next.ids().idOf(RULE.text())).isEqualTo(rule);
    assertThat(next.ids().idOf(SECOND.text())).isNotIn(rule, first);
  }

  private CounterBook reopened() {
    return new CounterBook(state, new Counters(reasons, counters));
  }

  private void count(CounterName name, long packets, long bytes) {
    ByteBuffer key = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
    ByteBuffer value = ByteBuffer.allocate(counters.lookupSize()).order(ByteOrder.nativeOrder());
    value.putLong(CountLayout.PACKETS, packets).putLong(CountLayout.OCTETS, bytes);
    counters.update(key.putInt(0, book.ids().idOf(name.text())), value);
  }

  private static CounterName route(String to) {
    return new CounterName.Route(254, Prefix.parse(to), EDGE);
  }

  private static BpfMap map(int entries) {
    return BpfMap.create(
        MapType.PERCPU_ARRAY, "wm_test", Integer.BYTES, CountLayout.BYTES, entries, 0);
  }
}
