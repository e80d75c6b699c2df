package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.traffic.Trace;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Routes that end by themselves, that are optional, and that stand in for others. */
@NeedsBpf
class ARouteEndsTest {

  @Test
  void atItsTimeAndTheShorterPrefixShowsAndTheSameFileNeverRevivesIt() {
    try (var net = RoutedLab.serving("ends", Settings.FAST.trustingTheClock(), "default-route")) {
      // Far enough ahead for the commit to serve before.
      Instant end = Instant.now().plusSeconds(15).truncatedTo(ChronoUnit.SECONDS);
      net.declareMain(
          """
          - {to: 0.0.0.0/0, metric: 5, via: [{gateway: 10.0.2.1}]}
          - {to: 203.0.113.0/25, expiresAt: "%s", via: [{gateway: 10.0.1.1}]}
          """
              .formatted(end));
      assertThat(net.reaches(Family.V4, Lab.OTHER_SERVER, Lab.PROVIDER_A)).isTrue();

      net.repository().write("default.yaml", "# the first routes are gone\n");
      net.daemon().awaitServing(net.repository().commit("Fewer routes"));
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> net.reaches(Family.V4, Lab.OTHER_SERVER, Lab.PROVIDER_B));
      assertThat(Instant.now()).isAfter(end);

      net.repository().write("note.yaml", "# nothing\n");
      net.daemon().awaitServing(net.repository().commit("The same routes again"));
      assertThat(net.reaches(Family.V4, Lab.OTHER_SERVER, Lab.PROVIDER_B)).isTrue();
    }
  }

  @Test
  void onlyOnAClockThatSomebodyVouchesFor() {
    try (var net = RoutedLab.serving("clock", Settings.FAST, "static-routes")) {
      net.repository()
          .write(
              "main.yaml",
              RoutedLab.mainTable(
                  """
                  - {to: 203.0.113.0/24, expiresAt: "2020-01-01T00:00:00Z", via: [{gateway: 10.0.1.1}]}
                  """));
      net.daemon().awaitServing(net.repository().commit("Ended long ago"));

      boolean synchronised = dev.waymark.libbpf.KernelClock.isSynchronised();
      assertThat(reaches(net, Lab.OTHER_SERVER)).isEqualTo(!synchronised);
      assertThat(net.daemon().report().reason("RouteTable", "main", "Degraded"))
          .isEqualTo(synchronised ? Optional.empty() : Optional.of("ClockNotSynchronised"));
    }
  }

  @Test
  void orGivesWayToTheNextMetricWhileItsOnlyNextHopIsDown() {
    try (var net = RoutedLab.serving("metrics", Settings.FAST, "static-routes")) {
      net.declareMain(
          """
          - {to: 203.0.113.0/24, via: [{gateway: 10.0.1.1}]}
          - {to: 203.0.113.0/24, metric: 10, via: [{gateway: 10.0.2.1}]}
          - {to: 198.18.0.0/15, via: [{interface: not-here, optional: true}]}
          """);
      assertThat(net.reaches(Family.V4, Lab.OTHER_SERVER, Lab.PROVIDER_A)).isTrue();
      assertThat(net.daemon().report().reason("RouteTable", "main", "Degraded"))
          .as("an optional next hop that is missing is no failure")
          .isEmpty();

      net.lab().router().ip("link set wan-a down");
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> net.reaches(Family.V4, Lab.OTHER_SERVER, Lab.PROVIDER_B));
      net.daemon().await("degraded", s -> s.reason("RouteTable", "main", "Degraded").isPresent());

      net.lab().router().ip("link set wan-a up");
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> net.reaches(Family.V4, Lab.OTHER_SERVER, Lab.PROVIDER_A));
    }
  }

  private static boolean reaches(RoutedLab net, Dual place) {
    return Trace.route(net.lab().client(), null, place.v4()).ends(place);
  }
}
