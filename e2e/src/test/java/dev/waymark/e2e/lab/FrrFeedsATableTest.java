package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.frr.Frr;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * A RouteTable whose routes are those that FRR's zebra puts into a kernel table. Unlike BIRD it
 * names a next-hop object in each; and its protocol {@code static} is number 196, not 4.
 */
@NeedsBpf
class FrrFeedsATableTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void itsRoutesAreForwardedMovedAndWithdrawn() {
    try (RoutedLab net = mirroring("frr")) {
      Frr frr = Frr.start(net.lab(), net.lab().router());
      frr.configure(
          "ip route 203.0.113.0/24 10.0.1.1 table 100",
          "ipv6 route 2001:db8:200::/48 2001:db8:a::1 table 100");
      awaitBy(net, Lab.PROVIDER_A);

      frr.configure(
          "ip route 203.0.113.0/24 10.0.2.1 table 100",
          "no ip route 203.0.113.0/24 10.0.1.1 table 100",
          "ipv6 route 2001:db8:200::/48 2001:db8:b::1 table 100",
          "no ipv6 route 2001:db8:200::/48 2001:db8:a::1 table 100");
      awaitBy(net, Lab.PROVIDER_B);

      frr.killStatics();
      for (Family family : Family.values()) {
        Awaitility.await("%s withdrawn".formatted(family))
            .atMost(PATIENCE)
            .until(() -> net.ping(family, Lab.OTHER_SERVER).answered() == 0);
      }
    }
  }

  @Test
  void aZebraThatDiesLeavesItsRoutesServing() {
    try (RoutedLab net = mirroring("zebra")) {
      Frr frr = Frr.start(net.lab(), net.lab().router());
      frr.configure("ip route 203.0.113.0/24 10.0.1.1 table 100");
      Awaitility.await("forwarded")
          .atMost(PATIENCE)
          .until(() -> net.reaches(Family.V4, Lab.OTHER_SERVER, Lab.PROVIDER_A));

      frr.killZebra();
      net.daemon().kill();
      net.daemon().start();
      net.daemon().awaitServing();

      assertThat(net.reaches(Family.V4, Lab.OTHER_SERVER, Lab.PROVIDER_A)).isTrue();
    }
  }

  private static void awaitBy(RoutedLab net, Dual provider) {
    for (Family family : Family.values()) {
      Awaitility.await("%s by %s".formatted(family, provider))
          .atMost(PATIENCE)
          .until(() -> net.reaches(family, Lab.OTHER_SERVER, provider));
    }
  }

  private static RoutedLab mirroring(String purpose) {
    RoutedLab net = RoutedLab.serving(purpose, Settings.FAST);
    net.repository()
        .write(
            "frr.yaml",
            """
            apiVersion: waymark.dev/v1alpha1
            kind: RouteTable
            metadata: {name: frr}
            spec:
              tableId: 254
              nodeSelector: {}
              routesFrom:
              - name: zebra
                kernelTable: {id: 100, protocols: ["196"]}
                allow: [{prefix: 203.0.113.0/24}, {prefix: "2001:db8:200::/48"}]
                maxRoutes: 10
                onExceed: KeepLast
            """);
    net.daemon().awaitServing(net.repository().commit("What FRR says"));
    return net;
  }
}
