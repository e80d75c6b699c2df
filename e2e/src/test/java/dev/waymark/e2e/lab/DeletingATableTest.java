package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.libbpf.testing.NeedsBpf;
import org.junit.jupiter.api.Test;

@NeedsBpf
class DeletingATableTest {

  @Test
  void deletingATableRestoresTheKernelsOwnRoute() {
    try (var net = RoutedLab.serving("delete", Settings.FAST, "static-routes")) {
      net.lab().router().ip("route add 198.51.100.0/24 via 10.0.2.1 metric 50");
      // Metric 0 of ours wins over 50.
      assertThat(net.reaches(Family.V4, Lab.SERVER, Lab.PROVIDER_A)).isTrue();

      net.repository().remove("edge.yaml");
      net.daemon().awaitServing(net.repository().commit("No routes at all"));

      assertThat(net.reaches(Family.V4, Lab.SERVER, Lab.PROVIDER_B)).isTrue();
      assertThat(net.ping(Family.V6, Lab.SERVER).answered()).isZero();
    }
  }

  @Test
  void aKernelRouteWithALongerPrefixWins() {
    try (var net = RoutedLab.serving("longer", Settings.FAST, "static-routes")) {
      net.lab().router().ip("route add 198.51.100.10/32 via 10.0.2.1");

      org.awaitility.Awaitility.await()
          .untilAsserted(
              () -> assertThat(net.reaches(Family.V4, Lab.SERVER, Lab.PROVIDER_B)).isTrue());
    }
  }
}
