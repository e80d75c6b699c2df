package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.api.yaml.ManyRoutes;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.node.Status;
import dev.waymark.e2e.lab.traffic.PingStream;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What does not fit is built in a larger store, to which the links change over one by one. */
@NeedsBpf
class TheStoreGrowsUnderTrafficTest {
  static final List<Settings> PATHS = List.of(Settings.FAST, Settings.KERNEL);

  @ParameterizedTest
  @FieldSource("PATHS")
  void losesNoPacketAndIsAdoptedByARestart(Settings settings) {
    try (var net = RoutedLab.serving("grows", settings, "static-routes");
        var v4 = PingStream.start(net.lab().client(), Lab.CLIENT.v4(), Lab.SERVER.v4());
        var v6 = PingStream.start(net.lab().client(), Lab.CLIENT.v6(), Lab.SERVER.v6())) {
      long before = net.daemon().report().storeBytes();

      net.repository().write("many.yaml", ManyRoutes.manifest(60_000, Lab.PROVIDER_A.v4()));
      Status grown = net.daemon().awaitServing(net.repository().commit("Many routes"));
      assertThat(grown.storeBytes()).isGreaterThan(before);
      net.daemon().kill();
      net.daemon().start();
      Status after = net.daemon().awaitServing();

      assertThat(after.generation()).isEqualTo(grown.generation());
      assertThat(after.storeBytes()).isEqualTo(grown.storeBytes());
      assertThat(net.reaches(Family.V4, Lab.SERVER, Lab.PROVIDER_A)).isTrue();
      assertThat(v4.stop()).satisfies(TheDaemonDiesTest::nothingLost);
      assertThat(v6.stop()).satisfies(TheDaemonDiesTest::nothingLost);
    }
  }
}
