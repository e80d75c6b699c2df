package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.node.Status;
import dev.waymark.e2e.lab.traffic.Flows;
import dev.waymark.libbpf.netns.NetworkNamespace;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A provider whose wire is whole and who does not answer. */
@NeedsBpf
class ASilentGatewayTest {
  private static final int PORT = 1179;

  @Test
  void leavesItsGroupAndComesBackWithItsFirstAnswer() {
    try (var net = balanced("{type: Icmp, interval: 100ms, failures: 3}")) {
      assertThat(flows(net).shareOfA()).isCloseTo(0.75, within(0.1));

      echo(net.lab().providerA(), false);
      Status status = net.daemon().await("degraded", s -> degraded(s).isPresent());
      assertThat(degraded(status)).hasValue("GatewaySilent");
      assertThat(status.toString()).contains("gateway 10.0.1.1 by wan-a answers no echo request");
      assertThat(flows(net)).isEqualTo(new Flows(0, 400));

      echo(net.lab().providerA(), true);
      net.daemon().await("whole", s -> degraded(s).isEmpty());
      assertThat(flows(net).shareOfA()).isCloseTo(0.75, within(0.1));
    }
  }

  @Test
  void stillCountsAsSilentForTheNextDaemon() {
    try (var net = balanced("{type: Icmp, interval: 1s, failures: 3}")) {
      echo(net.lab().providerA(), false);
      net.daemon().await("degraded", s -> degraded(s).isPresent());

      net.daemon().kill();
      net.daemon().start();
      net.daemon().awaitServing();

      assertThat(flows(net)).isEqualTo(new Flows(0, 400));
    }
  }

  @Test
  void isAskedOnItsPortWhereThatWasDeclared() throws Exception {
    try (var net =
        balanced("{type: Tcp, port: %d, interval: 100ms, failures: 2}".formatted(PORT))) {
      net.daemon().await("nobody listens", s -> degraded(s).equals(Optional.of("GatewaySilent")));
      try (ServerSocket a = listen(net.lab().providerA());
          ServerSocket b = listen(net.lab().providerB())) {
        assertThat(a.isBound() && b.isBound()).isTrue();
        net.daemon().await("both listen", s -> degraded(s).isEmpty());
        assertThat(flows(net).total()).isEqualTo(400);
      }
      net.daemon().await("nobody listens", s -> degraded(s).isPresent());
    }
  }

  private static RoutedLab balanced(String liveness) {
    RoutedLab net = RoutedLab.serving("silent", Settings.FAST, "static-routes");
    net.declareMain(
        """
        - {to: 203.0.113.0/24, via: [{gateway: 10.0.1.1, weight: 3}, {gateway: 10.0.2.1}]}
        """);
    net.repository()
        .write(
            "main.yaml",
            RoutedLab.mainTable(
                    """
                    - {to: 203.0.113.0/24, via: [{gateway: 10.0.1.1, weight: 3}, {gateway: 10.0.2.1}]}
                    """)
                + "  liveness: "
                + liveness
                + "\n");
    net.daemon().awaitServing(net.repository().commit("Watched"));
    return net;
  }

  private static void echo(Host provider, boolean answers) {
    provider.sysctl(Map.of("net.ipv4.icmp_echo_ignore_all", answers ? "0" : "1"));
  }

  private static ServerSocket listen(Host host) throws Exception {
    try (var namespace = NetworkNamespace.open(host.file())) {
      return namespace.call(() -> {
        ServerSocket socket = new ServerSocket();
        socket.bind(new InetSocketAddress("0.0.0.0", PORT));
        return socket;
      });
    }
  }

  private static Flows flows(RoutedLab net) {
    return Flows.count(net.lab(), Family.V4, Lab.OTHER_SERVER.v4(), 400);
  }

  private static Optional<String> degraded(Status status) {
    return status.reason("RouteTable", "main", "Degraded");
  }
}
