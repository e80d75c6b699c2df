package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Family;
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
      long before = storeBytes(net.daemon().report());

      net.repository().write("many.yaml", many(60_000));
      Status grown = net.daemon().awaitServing(net.repository().commit("Many routes"));
      assertThat(storeBytes(grown)).isGreaterThan(before);
      net.daemon().kill();
      net.daemon().start();
      Status after = net.daemon().awaitServing();

      assertThat(after.generation()).isEqualTo(grown.generation());
      assertThat(storeBytes(after)).isEqualTo(storeBytes(grown));
      assertThat(net.reaches(Family.V4, Lab.SERVER, Lab.PROVIDER_A)).isTrue();
      assertThat(v4.stop()).satisfies(TheDaemonDiesTest::nothingLost);
      assertThat(v6.stop()).satisfies(TheDaemonDiesTest::nothingLost);
    }
  }

  private static long storeBytes(Status status) {
    return status.json().at("/capacity/storeBytes").asLong();
  }

  /** Far apart, so that they share little. */
  private static String many(int count) {
    var text =
        new StringBuilder(
            """
            apiVersion: waymark.dev/v1alpha1
            kind: RouteTable
            metadata: {name: many}
            spec:
              tableId: 100
              nodeSelector: {}
              routesFrom:
              - name: list
                configMap: {namespace: net, name: many, key: routes}
                allow: [{prefix: 0.0.0.0/0, le: 32}]
                maxRoutes: 100000
                onExceed: Refuse
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {namespace: net, name: many}
            data:
              routes: |
            """);
    for (int i = 0; i < count; i++) {
      int address = 0x14000000 + i * 0x5300;
      text.append("    %s/24 via 10.0.1.1\n".formatted(Address.v4(address & -256)));
    }
    return text.toString();
  }
}
