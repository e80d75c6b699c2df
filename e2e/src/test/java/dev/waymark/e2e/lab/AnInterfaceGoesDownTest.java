package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.node.Status;
import dev.waymark.e2e.lab.traffic.Flows;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@NeedsBpf
class AnInterfaceGoesDownTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  @Test
  void itsNextHopLeavesTheGroupAndComesBack() {
    try (var net = RoutedLab.serving("group", Settings.FAST, "weighted-next-hops")) {
      Lab lab = net.lab();
      lab.router().ip("link set wan-a down");
      Awaitility.await().atMost(SOON).until(() -> flows(lab, 100).equals(new Flows(0, 100)));

      lab.router().ip("link set wan-a up");

      Awaitility.await()
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(flows(lab, 1000).shareOfA()).isCloseTo(0.75, within(0.05)));
      assertThat(flows(lab, 1000).total()).isEqualTo(1000);
    }
  }

  @Test
  void aRouteWithoutAnyIsWithdrawnAndTheShorterPrefixShows() {
    try (var net = RoutedLab.serving("withdraw", Settings.FAST, "default-route")) {
      assertThat(net.reaches(Family.V4, Lab.OTHER_SERVER, Lab.PROVIDER_A)).isTrue();

      // The wire is cut at its far end: no carrier.
      net.lab().providerA().ip("link set customer down");
      net.daemon().await("degraded", status -> degraded(status).equals(Optional.of("True")));

      assertThat(net.reaches(Family.V4, Lab.OTHER_SERVER, Lab.PROVIDER_B)).isTrue();
      net.lab().providerA().ip("link set customer up");
      net.lab().providerA().ip("route replace 10.1.0.0/16 via 10.0.1.2");
      net.daemon().await("whole again", status -> degraded(status).isEmpty());
      assertThat(net.reaches(Family.V4, Lab.OTHER_SERVER, Lab.PROVIDER_A)).isTrue();
    }
  }

  /** The condition stands only while it is true. */
  private static Optional<String> degraded(Status status) {
    return status.condition("RouteTable", "default", "Degraded");
  }

  private static Flows flows(Lab lab, int count) {
    return Flows.count(lab, Family.V4, Lab.OTHER_SERVER.v4(), count);
  }
}
