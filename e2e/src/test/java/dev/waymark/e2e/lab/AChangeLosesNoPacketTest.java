package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.traffic.PingStream;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@NeedsBpf
class AChangeLosesNoPacketTest {
  static final List<Settings> PATHS = List.of(Settings.FAST, Settings.KERNEL);

  @ParameterizedTest
  @FieldSource("PATHS")
  void aRouteThatMovesBackAndForthAlwaysLeadsThere(Settings settings) {
    try (var net = RoutedLab.serving("moves", settings, "static-routes");
        var stream = PingStream.start(net.lab().client(), Lab.CLIENT.v4(), Lab.SERVER.v4())) {
      String viaA = net.repository().read("edge.yaml");
      String viaB = viaA.replace("10.0.1.1", "10.0.2.1");
      for (int change = 0; change < 6; change++) {
        net.repository().write("edge.yaml", change % 2 == 0 ? viaB : viaA);
        net.daemon().awaitServing(net.repository().commit("Change " + change));
      }

      PingStream.Result result = stream.stop();

      assertThat(result.sent()).isGreaterThan(200);
      assertThat(result.lost()).as(result.toString()).isZero();
    }
  }
}
