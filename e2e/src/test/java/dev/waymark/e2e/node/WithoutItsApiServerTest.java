package dev.waymark.e2e.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.e2e.controlplane.NeedsControlPlane;
import dev.waymark.e2e.lab.Lab;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.node.Status;
import dev.waymark.e2e.lab.traffic.PingStream;
import dev.waymark.libbpf.testing.NeedsBpf;
import org.junit.jupiter.api.Test;

/**
 * Without an API server a node forwards on, says why it hears nothing, and catches up by itself.
 */
@NeedsBpf
@NeedsControlPlane
class WithoutItsApiServerTest {
  private static final String BY_A = "- {to: 198.51.100.0/24, via: [{gateway: 10.0.1.1}]}";
  private static final String BY_B = "- {to: 198.51.100.0/24, via: [{gateway: 10.0.2.1}]}";

  @Test
  void packetsGoOnAndTheNodeHealsByItself() {
    try (var node = ClusteredNode.serving("apiaway", Settings.KERNEL, BY_A);
        var stream = PingStream.start(node.lab().client(), Lab.CLIENT.v4(), Lab.SERVER.v4())) {
      node.plane().kill();
      Status away = node.daemon().await("away", s -> s.sourceState().equals("Unreachable"));
      assertThat(away.sourceMessage())
          .contains("the API server https://10.0.9.1:", "does not answer", "serves on");
      assertThat(away.phase()).isEqualTo("Stable");

      // Something to tell, which cannot be told yet.
      long before = away.generation();
      node.lab().router().ip("address add 10.0.1.77/24 dev wan-a");
      long after =
          node.daemon().await("it follows the node", s -> s.generation() > before).generation();

      node.plane().startAll();
      node.await("it is told", status -> status.path("generation").asLong() >= after);
      node.daemon().await("it is heard", s -> s.sourceState().equals("Current"));
      assertThat(stream.stop().lost()).isZero();
      node.awaitHeld(node.publish(ClusteredNode.mainTable(BY_B)));
      assertThat(node.reaches(Lab.SERVER, Lab.PROVIDER_B)).isTrue();
    }
  }

  @Test
  void aDaemonThatStartsWithoutItServesWhatWasProvenLast() {
    try (var node = ClusteredNode.serving("apistart", Settings.KERNEL, BY_A);
        var stream = PingStream.start(node.lab().client(), Lab.CLIENT.v4(), Lab.SERVER.v4())) {
      node.plane().kill();
      node.daemon().kill();
      node.daemon().start();
      Status alone =
          node.daemon()
              .await(
                  "it serves without the API server",
                  s -> s.sourceState().equals("Unreachable") && s.phase().equals("Stable"));
      assertThat(node.daemon().log()).contains("adoption=adopted");
      assertThat(alone.routes()).isPositive();

      node.plane().startAll();
      String root = node.publish(ClusteredNode.mainTable(BY_B));
      node.awaitHeld(root);
      assertThat(stream.stop().lost()).isZero();
      assertThat(node.reaches(Lab.SERVER, Lab.PROVIDER_B)).isTrue();
    }
  }
}
