package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.node.Status;
import dev.waymark.e2e.lab.traffic.PingStream;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@NeedsBpf
class TheDaemonDiesTest {
  static final List<Settings> PATHS = List.of(Settings.FAST, Settings.KERNEL);

  @ParameterizedTest
  @FieldSource("PATHS")
  void killedAndStartedAgainItLosesNoPacket(Settings settings) {
    try (var net = RoutedLab.serving("kill", settings, "static-routes");
        var v4 = PingStream.start(net.lab().client(), Lab.CLIENT.v4(), Lab.SERVER.v4());
        var v6 = PingStream.start(net.lab().client(), Lab.CLIENT.v6(), Lab.SERVER.v6())) {
      Status before = net.daemon().report();

      net.daemon().kill();
      net.daemon().start();
      Status after = net.daemon().awaitServing();

      assertThat(after.root()).isEqualTo(before.root());
      assertThat(v4.running() && v6.running()).isTrue();
      assertThat(v4.stop()).satisfies(TheDaemonDiesTest::nothingLost);
      assertThat(v6.stop()).satisfies(TheDaemonDiesTest::nothingLost);
    }
  }

  @ParameterizedTest
  @FieldSource("PATHS")
  void whatWasCommittedMeanwhileServesAfterTheRestart(Settings settings) {
    try (var net = RoutedLab.serving("meanwhile", settings, "static-routes")) {
      net.daemon().kill();
      net.repository()
          .write(
              "main.yaml",
              RoutedLab.mainTable("- {to: 203.0.113.0/24, via: [{gateway: 10.0.2.1}]}"));
      net.repository().commit("While nobody looked");
      assertThat(net.reaches(Family.V4, Lab.SERVER, Lab.PROVIDER_A)).isTrue();

      net.daemon().start();
      net.daemon().awaitServing();

      assertThat(net.reaches(Family.V4, Lab.OTHER_SERVER, Lab.PROVIDER_B)).isTrue();
      assertThat(net.reaches(Family.V4, Lab.SERVER, Lab.PROVIDER_A)).isTrue();
    }
  }

  static void nothingLost(PingStream.Result result) {
    assertThat(result.sent()).isGreaterThan(200);
    assertThat(result.lost()).as(result.toString()).isZero();
  }
}
