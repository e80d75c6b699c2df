package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.node.Status;
import dev.waymark.e2e.lab.traffic.PingStream;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** While the daemon lives it holds what it pinned: nothing is detached by removing a pin. */
@NeedsBpf
class SomebodyRemovesOurPinsTest {

  @Test
  void theyArePinnedAgainAndNoPacketIsLost() throws IOException {
    try (var net = RoutedLab.serving("unpinned", Settings.FAST, "static-routes");
        var v4 = PingStream.start(net.lab().client(), Lab.CLIENT.v4(), Lab.SERVER.v4());
        var v6 = PingStream.start(net.lab().client(), Lab.CLIENT.v6(), Lab.SERVER.v6())) {
      Status before = net.daemon().report();
      List<Path> pins =
          List.of(
              net.lab().pins().resolve("links").resolve("lan0"),
              net.lab().pins().resolve("store"),
              net.lab().pins().resolve("reasons"),
              net.lab().pins().resolve("counters"),
              net.lab().pins().resolve("program"));
      for (Path pin : pins) {
        Files.delete(pin);
      }

      net.awaitDrifted("edge", "the pin of the map store was removed");
      net.awaitCalm("edge");

      assertThat(pins).allMatch(Files::exists);
      net.daemon().kill();
      net.daemon().start();
      Status after = net.daemon().awaitServing();
      assertThat(after.generation()).as("adopted, not made anew").isEqualTo(before.generation());
      assertThat(v4.stop()).satisfies(TheDaemonDiesTest::nothingLost);
      assertThat(v6.stop()).satisfies(TheDaemonDiesTest::nothingLost);
    }
  }
}
