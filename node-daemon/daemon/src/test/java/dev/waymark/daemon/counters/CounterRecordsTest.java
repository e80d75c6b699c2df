package dev.waymark.daemon.counters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.api.net.Prefix;
import dev.waymark.compiler.model.Owner;
import dev.waymark.dataplane.counters.Count;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that says which counter counts what. */
class CounterRecordsTest {
  private static final Owner EDGE = Owner.of("RouteTable", "edge");

  @TempDir Path state;

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    CounterRecords records =
        new CounterRecords(
            Map.of(
                1, new CounterName.Rule("guests", "first"),
                7, new CounterName.Resource(new Owner("TrafficSteer", "shop", "web")),
                9, new CounterName.Route(254, Prefix.parse("2001:db8::/48"), EDGE),
                12, new CounterName.NextHop("fd00::1", "wan-a.100"),
                13, new CounterName.NextHop("onlink", "wan-b")),
            Map.of(EDGE, new Count(12, 3400)));

    records.write(state);

    assertThat(CounterRecords.read(state)).isEqualTo(records);
  }

  @Test
  void withoutAFileNothingIsCounted() throws IOException {
    assertThat(CounterRecords.read(state)).isEqualTo(CounterRecords.NONE);
  }

  @Test
  void aFileThatMakesNoSenseIsNamed() throws IOException {
    Files.writeString(state.resolve("counters"), "1 rule guests/first\n2 nonsense\n");

    assertThatThrownBy(() -> CounterRecords.read(state))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("counters", "nonsense");
  }
}
