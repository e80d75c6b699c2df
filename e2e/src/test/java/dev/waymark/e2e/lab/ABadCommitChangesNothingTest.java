package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.node.Status;
import dev.waymark.e2e.lab.traffic.PingStream;
import dev.waymark.libbpf.testing.NeedsBpf;
import org.junit.jupiter.api.Test;

@NeedsBpf
class ABadCommitChangesNothingTest {

  @Test
  void theLastGoodStateServesAndStatusNamesCommitFileAndLine() {
    try (var net = RoutedLab.serving("bad", Settings.FAST, "static-routes");
        var stream = PingStream.start(net.lab().client(), Lab.CLIENT.v4(), Lab.SERVER.v4())) {
      Status good = net.daemon().report();

      net.repository().write("wrong.yaml", RoutedLab.mainTable("- to: 203.0.113.7/24"));
      String edge = net.repository().read("edge.yaml");
      net.repository().write("edge.yaml", edge.replace("10.0.1.1", "10.0.2.1"));
      String bad = net.repository().commit("Two changes, and one of them is wrong");
      Status status = net.daemon().await("refused", s -> s.sourceState().equals("Rejected"));

      assertThat(status.sourceMessage())
          .startsWith("wrong.yaml:8:")
          .contains("spec.routes[0].to", "203.0.113.0/24", good.commit());
      assertThat(status.commit()).isEqualTo(bad);
      assertThat(status.generation()).isEqualTo(good.generation());
      assertThat(status.root()).isEqualTo(good.root());
      assertThat(net.reaches(Family.V4, Lab.SERVER, Lab.PROVIDER_A)).isTrue();
      assertThat(stream.stop().lost()).isZero();
    }
  }

  @Test
  void theNextGoodCommitServes() {
    try (var net = RoutedLab.serving("mended", Settings.FAST, "static-routes")) {
      net.repository().write("wrong.yaml", "apiVersion: waymark.dev/v1alpha1\nkind: RoutTable\n");
      net.repository().commit("Wrong");
      net.daemon().await("refused", s -> s.sourceState().equals("Rejected"));

      net.repository().remove("wrong.yaml");
      net.daemon().awaitServing(net.repository().commit("Mended"));

      assertThat(net.daemon().report().sourceMessage()).isEmpty();
    }
  }
}
