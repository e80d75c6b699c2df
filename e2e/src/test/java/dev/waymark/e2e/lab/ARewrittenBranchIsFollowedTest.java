package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.libbpf.testing.NeedsBpf;
import org.junit.jupiter.api.Test;

@NeedsBpf
class ARewrittenBranchIsFollowedTest {

  @Test
  void aForcedPushIsACommitLikeAnyOther() {
    try (var net = RoutedLab.serving("forced", Settings.FAST, "static-routes")) {
      assertThat(net.reaches(Family.V4, Lab.SERVER, Lab.PROVIDER_A)).isTrue();

      String edge = net.repository().read("edge.yaml").replace("10.0.1.1", "10.0.2.1");
      net.repository().write("edge.yaml", edge);
      net.daemon().awaitServing(net.repository().rewrite("As if it had never been otherwise"));

      assertThat(net.reaches(Family.V4, Lab.SERVER, Lab.PROVIDER_B)).isTrue();
      assertThat(net.reaches(Family.V6, Lab.SERVER, Lab.PROVIDER_A)).isTrue();
    }
  }
}
