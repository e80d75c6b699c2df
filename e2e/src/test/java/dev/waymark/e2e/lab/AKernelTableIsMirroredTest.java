package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.traffic.Flows;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A kernel table that somebody fills by hand. */
@NeedsBpf
class AKernelTableIsMirroredTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  @Test
  void itsMultipathRoutesKeepTheirWeightsAndFollowEveryChange() {
    try (var net = mirroring("weights")) {
      Host router = net.lab().router();
      router.ip(
          "route add 203.0.113.0/24 table 100 nexthop via 10.0.1.1 weight 3 nexthop via 10.0.2.1");
      Awaitility.await().atMost(SOON).until(() -> flows(net).total() == 400);
      assertThat(flows(net).shareOfA()).isCloseTo(0.75, within(0.1));

      router.ip("route replace 203.0.113.0/24 table 100 via 10.0.2.1");
      Awaitility.await().atMost(SOON).until(() -> flows(net).equals(new Flows(0, 400)));

      router.ip("route flush table 100");
      Awaitility.await().atMost(SOON).until(() -> flows(net).total() == 0);
    }
  }

  @Test
  void whatWentWithAnInterfaceWithoutAWordIsGoneAndComesBack() {
    try (var net = mirroring("silent-loss")) {
      Host router = net.lab().router();
      router.ip("route add 203.0.113.0/24 table 100 via 10.0.1.1");
      Awaitility.await().atMost(SOON).until(() -> flows(net).equals(new Flows(400, 0)));

      // The kernel drops the route and tells nobody; what comes instead is told.
      router.ip("link set wan-a down", "link set wan-a up");
      router.ip("route add 203.0.113.0/24 table 100 via 10.0.2.1");

      Awaitility.await().atMost(SOON).until(() -> flows(net).equals(new Flows(0, 400)));
    }
  }

  private static RoutedLab mirroring(String purpose) {
    RoutedLab net = RoutedLab.serving(purpose, Settings.FAST, "static-routes");
    net.repository()
        .write(
            "mirror.yaml",
            """
            apiVersion: waymark.dev/v1alpha1
            kind: RouteTable
            metadata: {name: mirror}
            spec:
              tableId: 254
              nodeSelector: {}
              routesFrom:
              - name: hand
                kernelTable: {id: 100}
                allow: [{prefix: 203.0.113.0/24}]
                maxRoutes: 10
                onExceed: Refuse
            """);
    net.daemon().awaitServing(net.repository().commit("A mirror"));
    return net;
  }

  private static Flows flows(RoutedLab net) {
    return Flows.count(net.lab(), Family.V4, Lab.OTHER_SERVER.v4(), 400);
  }
}
