package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.node.Status;
import dev.waymark.libbpf.testing.NeedsBpf;
import org.junit.jupiter.api.Test;

@NeedsBpf
class ARepositoryOutOfReachKeepsServingTest {

  @Test
  void whatServedGoesOnAndTheReturnIsNoticed() {
    try (var net = RoutedLab.serving("away", Settings.FAST, "static-routes")) {
      net.repository().reachable(false);
      Status away = net.daemon().await("out of reach", s -> s.sourceState().equals("Unreachable"));
      assertThat(away.sourceMessage()).contains(net.repository().directory().toString());
      assertThat(net.reaches(Family.V4, Lab.SERVER, Lab.PROVIDER_A)).isTrue();

      net.repository().reachable(true);
      net.declareMain("- {to: 203.0.113.0/24, via: [{gateway: 10.0.2.1}]}");

      assertThat(net.reaches(Family.V4, Lab.OTHER_SERVER, Lab.PROVIDER_B)).isTrue();
    }
  }

  @Test
  void aRestartWithoutTheRepositoryKeepsServing() {
    try (var net = RoutedLab.serving("awaystart", Settings.FAST, "static-routes")) {
      net.repository().reachable(false);
      net.daemon().kill();
      net.daemon().start();
      net.daemon().await("out of reach", s -> s.sourceState().equals("Unreachable"));

      assertThat(net.reaches(Family.V4, Lab.SERVER, Lab.PROVIDER_A)).isTrue();
      assertThat(net.reaches(Family.V6, Lab.SERVER, Lab.PROVIDER_A)).isTrue();
    }
  }
}
