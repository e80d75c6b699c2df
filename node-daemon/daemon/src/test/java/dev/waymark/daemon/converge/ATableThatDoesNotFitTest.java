package dev.waymark.daemon.converge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.v1alpha1.Condition;
import dev.waymark.api.v1alpha1.ConditionStatus;
import dev.waymark.api.yaml.ManyRoutes;
import dev.waymark.daemon.report.NodeReport;
import dev.waymark.daemon.report.NodeReport.NodePhase;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store of this node may have 1 MiB. A table that does not fit is refused whole. */
@NeedsBpf
class ATableThatDoesNotFitTest {

  @TempDir Path folder = Path.of("");

  @Test
  void isLeftOutWhileTheRestOfTheCommitServes() {
    try (RunningNode node = RunningNode.create("full", "Kernel", folder)) {
      node.start(StepListener.NONE);
      node.awaitProven(node.commitRoutes("10.50.0.0/24"));

      node.repository.write("many.yaml", table(60_000));
      NodeReport after = node.awaitProven(node.commitRoutes("10.50.0.0/24", "10.51.0.0/24"));

      assertThat(condition(after, "many", "CapacityExceeded").orElseThrow().message())
          .contains("table 100 with 60000 routes does not fit, the table is left out")
          .contains("store.limit is 1 MiB");
      assertThat(condition(after, "many", "Ready").orElseThrow().status())
          .isEqualTo(ConditionStatus.False);
      assertThat(condition(after, "edge", "CapacityExceeded")).isEmpty();
      assertThat(condition(after, "edge", "Ready").orElseThrow().status())
          .isEqualTo(ConditionStatus.True);
      assertThat(node.pings("10.51.0.1")).isTrue();
    }
  }

  @Test
  void staysAsItWasProvenLastAlsoOverARestart() {
    try (RunningNode node = RunningNode.create("stays", "Kernel", folder)) {
      node.start(StepListener.NONE);
      node.repository.write("many.yaml", table(1000));
      node.awaitProven(node.commitRoutes("10.50.0.0/24"));

      node.repository.write("many.yaml", table(60_000));
      String commit = node.commitRoutes("10.51.0.0/24");
      NodeReport after = node.awaitProven(commit);
      assertThat(condition(after, "many", "CapacityExceeded").orElseThrow().message())
          .contains("the table stays as it was proven last, with 1000 routes");
      assertThat(after.capacity().routes()).isBetween(1000L, 1050L);

      node.stop();
      node.start(StepListener.NONE);
      NodeReport restarted = node.awaitProven(commit);

      assertThat(restarted.generation()).isEqualTo(after.generation());
      assertThat(restarted.root()).isEqualTo(after.root());
      assertThat(node.pings("10.51.0.1")).isTrue();
    }
  }

  @Test
  void isServedWhenItFitsAgain() {
    try (RunningNode node = RunningNode.create("again", "Kernel", folder)) {
      node.start(StepListener.NONE);
      node.repository.write("many.yaml", table(60_000));
      node.awaitProven(node.commitRoutes("10.50.0.0/24"));

      node.repository.write("many.yaml", table(2000));
      NodeReport after = node.awaitProven(node.repository.commit("fewer"));

      assertThat(after.phase()).isEqualTo(NodePhase.Stable);
      assertThat(condition(after, "many", "CapacityExceeded")).isEmpty();
      assertThat(after.capacity().routes()).isGreaterThan(2000);
    }
  }

  private static Optional<Condition> condition(NodeReport report, String name, String type) {
    return report.resources().stream()
        .filter(resource -> resource.name().equals(name))
        .flatMap(resource -> resource.status().conditions().stream())
        .filter(condition -> condition.type().equals(type))
        .findFirst();
  }

  private static String table(int count) {
    return ManyRoutes.manifest(count, "10.2.0.2");
  }
}
