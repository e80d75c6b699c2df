package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.traffic.Ping;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Copies come out at the far end of an interface that carries nothing else. */
@NeedsBpf
class ARuleMirrorsWhatItMatchesTest {

  @Test
  void everyPacketWithoutAnotherWord() {
    try (var net = mirroring("")) {
      assertThat(send(net, 200)).isEqualTo(400);
    }
  }

  /** By chance: ten times the standard deviation either way. */
  @Test
  void oneInFourWhereSampled() {
    try (var net = mirroring(", sampleOneIn: 4")) {
      assertThat(send(net, 1000)).isBetween(500L - 194, 500L + 194);
    }
  }

  /** Sends so many packets of each family, all of which are answered; how many copies came. */
  private static long send(RoutedLab net, int count) {
    long before = copies(net);
    for (Family family : Family.values()) {
      Ping ping =
          Ping.from(net.lab().client())
              .as(Lab.CLIENT.in(family))
              .requests(count)
              .to(Lab.SERVER.in(family));
      assertThat(ping.allAnswered()).as("%s", ping).isTrue();
    }
    return copies(net) - before;
  }

  private static RoutedLab mirroring(String more) {
    RoutedLab net = RoutedLab.serving("mirrors", Settings.FAST, "static-routes");
    try {
      Lab lab = net.lab();
      for (Host host : new Host[] {lab.router(), lab.servers()}) {
        // Else the kernel would greet its neighbours there.
        host.sysctl(Map.of("net.ipv6.conf.default.disable_ipv6", "1"));
      }
      Wire.from(lab.router(), "tap").to(lab.servers(), "listener").plug();
      net.repository()
          .write(
              "mirror.yaml",
              """
              apiVersion: waymark.dev/v1alpha1
              kind: RoutingPolicy
              metadata: {name: mirror}
              spec:
                priority: 100
                nodeSelector: {}
                rules:
                - name: to-the-servers
                  match: {to: [198.51.100.0/24, "2001:db8:100::/48"]}
                  mirror: {interface: tap%s}
                  action: {type: Lookup, tableId: 254}
              """
                  .formatted(more));
      net.daemon().awaitServing(net.repository().commit("A mirror"));
      return net;
    } catch (RuntimeException | AssertionError e) {
      net.close();
      throw e;
    }
  }

  /** The kernel's own count of what the far end received. */
  private static long copies(RoutedLab net) {
    String line = net.lab().servers().run("grep", "listener:", "/proc/net/dev").orFail().out();
    return Long.parseLong(line.substring(line.indexOf(':') + 1).strip().split(" +", 3)[1]);
  }
}
