package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.libbpf.testing.NeedsBpf;
import org.junit.jupiter.api.Test;

@NeedsBpf
class AHangUpLooksNowTest {

  @Test
  void aCommitIsNotWaitedForWhenTheDaemonIsTold() {
    try (var net = RoutedLab.serving("hangup", Settings.FAST.every("1h"), "static-routes")) {
      String edge = net.repository().read("edge.yaml").replace("10.0.1.1", "10.0.2.1");
      net.repository().write("edge.yaml", edge);
      String commit = net.repository().commit("Nobody looks before an hour has passed");

      net.daemon().lookNow();

      net.daemon().awaitServing(commit);
      assertThat(net.reaches(Family.V4, Lab.SERVER, Lab.PROVIDER_B)).isTrue();
    }
  }
}
