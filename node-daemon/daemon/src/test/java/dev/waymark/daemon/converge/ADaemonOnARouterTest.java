package dev.waymark.daemon.converge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.daemon.report.NodeReport;
import dev.waymark.daemon.report.NodeReport.SourceState;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NeedsBpf
class ADaemonOnARouterTest {

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"Kernel", "Fast"})
  void forwardsWhatACommitSaysAndStopsWhenItIsDeleted(String path) {
    try (RunningNode node = RunningNode.create("way" + path, path, folder)) {
      String first = node.commitRoutes("10.50.0.0/24");
      node.start(StepListener.NONE);
      NodeReport report = node.awaitProven(first);
      assertThat(report.generation()).isEqualTo(1);
      assertThat(report.attachments()).allMatch(NodeReport.AttachmentReport::asDesired).hasSize(1);
      assertThat(node.pings("10.50.0.1")).isTrue();
      assertThat(node.pings("10.51.0.1")).isFalse();

      node.repository.git("rm", "-q", "edge.yaml");
      node.awaitProven(node.repository.commit("nothing"));
      assertThat(node.pings("10.50.0.1")).isFalse();
    }
  }

  @Test
  void aBadCommitChangesNothingAndSaysWhere() {
    try (RunningNode node = RunningNode.create("bad", "Fast", folder)) {
      String good = node.commitRoutes("10.50.0.0/24");
      node.start(StepListener.NONE);
      NodeReport before = node.awaitProven(good);

      String bad = node.commitRoutes("10.50.0.0/24", "10.51.0.1/24");
      NodeReport after =
          Awaitility.await()
              .atMost(Duration.ofSeconds(20))
              .until(node::report, r -> r != null && bad.equals(r.source().commit()));
      assertThat(after.source().state()).isEqualTo(SourceState.Rejected);
      assertThat(after.source().message())
          .contains("edge.yaml:9:", "spec.routes[1].to", "10.51.0.0/24")
          .contains("commit %s serves on".formatted(good));
      // Not the generation: what serves goes on following the node, whose addresses may settle.
      assertThat(after.root()).isEqualTo(before.root());
      assertThat(after.resources()).isEqualTo(before.resources());
      assertThat(node.pings("10.50.0.1")).isTrue();
    }
  }

  @Test
  void whatOfOursSomebodyRemovesComesBack() {
    try (RunningNode node = RunningNode.create("drift", "Kernel", folder)) {
      String commit = node.commitRoutes("10.50.0.0/24");
      node.start(StepListener.NONE);
      node.awaitProven(commit);
      String before = node.leftovers();

      node.router.ip("rule del pref 20001");
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(node.leftovers()).isEqualTo(before));
      assertThat(node.pings("10.50.0.1")).isTrue();
    }
  }

  @Test
  void anInterfaceThatComesLaterIsAttachedAndOneThatWentIsForgotten() {
    try (RunningNode node = RunningNode.create("late", "Fast", folder)) {
      node.start(StepListener.NONE);
      node.awaitProven(node.commitRoutes("10.50.0.0/24"));

      node.router.ip("link add lan1 type veth peer name lan2");
      awaitAttached(node, 3);
      node.router.ip("link del lan1");
      awaitAttached(node, 1);
    }
  }

  private static void awaitAttached(RunningNode node, int count) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> {
          NodeReport report = node.report();
          assertThat(report).isNotNull();
          assertThat(report == null ? 0 : report.attachments().size()).isEqualTo(count);
        });
  }
}
