package dev.waymark.daemon.converge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.daemon.report.NodeReport.NodePhase;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Probes take their time. Meanwhile the node says so, and hears what else is said. */
@NeedsBpf
class WhileAChangeIsOnTrialTest {
  private static final String GOOD = "- {to: 10.50.0.0/24, via: [{gateway: 10.2.0.2}]}";
  private static final String MORE = "\n- {to: 10.51.0.0/24, via: [{gateway: 10.2.0.2}]}";

  /** Nobody has this address. */
  private static final String BAD = "- {to: 10.50.0.0/24, via: [{gateway: 10.2.0.99}]}";

  @TempDir Path folder = Path.of("");

  @Test
  void theReportSaysSoAndANewerCommitIsActedOnRightAfter() {
    try (RunningNode node = RunningNode.create("trial", "Kernel", folder)) {
      String probes = probes("1s", "10s");
      node.start(StepListener.NONE);
      node.awaitProven(node.commitTable(GOOD, probes));

      node.commitTable(BAD, probes);
      node.await("on trial", r -> r.phase() == NodePhase.Probation);
      String newer = node.commitTable(GOOD + MORE, probes);
      node.router.ip("addr add 10.3.0.1/24 dev wan0");

      node.awaitProven(newer);
      assertThat(node.pings("10.51.0.1")).isTrue();
    }
  }

  @Test
  void aDaemonThatIsToEndTakesItBackAndWaitsForNoAnswer() {
    try (RunningNode node = RunningNode.create("end", "Kernel", folder)) {
      String probes = probes("1m", "10m");
      node.start(StepListener.NONE);
      node.awaitProven(node.commitTable(GOOD, probes));
      String bad = node.commitTable(BAD, probes);
      node.await("on trial", r -> r.phase() == NodePhase.Probation);

      node.stop();

      assertThat(node.pings("10.50.0.1")).as("what served before serves on").isTrue();
      node.start(StepListener.NONE);
      node.await(
          "it is tried again, for nobody judged it",
          r -> r.phase() == NodePhase.Probation && bad.equals(r.source().commit()));
    }
  }

  private static String probes(String timeout, String confirmWithin) {
    return """
    probes: [{name: p, type: Icmp, target: 10.50.0.1, timeout: %s}]
    rollout: {confirmWithin: %s}
    """
        .formatted(timeout, confirmWithin);
  }
}
