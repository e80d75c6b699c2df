package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.dataplane.layout.StoreLayout;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.traffic.PingStream;
import dev.waymark.libbpf.BpfMap;
import dev.waymark.libbpf.MappedRegion;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** A version whose store has another format follows this one, and this one follows it again. */
@NeedsBpf
class AnotherVersionTakesOverTest {
  static final List<Settings> PATHS = List.of(Settings.FAST, Settings.KERNEL);

  @TempDir private static Path scratch = Path.of("");
  private static Path another = Path.of("");

  @BeforeAll
  static void anotherVersionIsBuilt() {
    another = AnotherVersion.build(scratch);
  }

  @ParameterizedTest
  @FieldSource("PATHS")
  void upgradeAndDowngradeLoseNoPacketAlsoWhileTheSourceIsAway(Settings settings) {
    try (var net = RoutedLab.serving("version", settings, "static-routes");
        var v4 = PingStream.start(net.lab().client(), Lab.CLIENT.v4(), Lab.SERVER.v4());
        var v6 = PingStream.start(net.lab().client(), Lab.CLIENT.v6(), Lab.SERVER.v6())) {
      String root = net.daemon().report().root();
      net.repository().reachable(false);
      for (Path version : new Path[] {another, null, another, null}) {
        net.daemon().stop();
        net.daemon().use(version);
        net.daemon().start();
        net.daemon().await("in force", status -> status.phase().equals("Stable"));

        assertThat(storedAbi(net)).isEqualTo(version == null ? ours() : AnotherVersion.ABI);
        assertThat(net.daemon().report().root()).isEqualTo(root);
        assertThat(net.reaches(Family.V4, Lab.SERVER, Lab.PROVIDER_A)).isTrue();
      }
      assertThat(v4.stop()).satisfies(TheDaemonDiesTest::nothingLost);
      assertThat(v6.stop()).satisfies(TheDaemonDiesTest::nothingLost);
      net.repository().reachable(true);
      net.daemon().awaitServing();
    }
  }

  @Test
  void killedAtAnyMomentOfItLosesNoPacket() {
    try (var net = RoutedLab.serving("midway", Settings.FAST, "static-routes");
        var v4 = PingStream.start(net.lab().client(), Lab.CLIENT.v4(), Lab.SERVER.v4())) {
      for (int round = 0; round < 6; round++) {
        net.daemon().kill();
        net.daemon().use(round % 2 == 0 ? another : null);
        net.daemon().start();
        // Each round dies a little later on its way.
        int lines = round;
        Awaitility.await("a little of its log")
            .atMost(Duration.ofSeconds(20))
            .pollInterval(Duration.ofMillis(1))
            .until(() -> net.daemon().log().lines().count() >= lines);
      }
      net.daemon().kill();
      net.daemon().use(null);
      net.daemon().start();
      net.daemon().awaitServing();

      assertThat(storedAbi(net)).isEqualTo(ours());
      assertThat(v4.stop()).satisfies(TheDaemonDiesTest::nothingLost);
    }
  }

  private static int ours() {
    return StoreLayout.ABI_VERSION;
  }

  private static int storedAbi(RoutedLab net) {
    try (BpfMap store = BpfMap.openPinned(net.lab().pins().resolve("store"));
        MappedRegion memory = store.map()) {
      return memory.getInt(StoreLayout.ABI);
    }
  }
}
