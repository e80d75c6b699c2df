package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.daemon.converge.CommitStep;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The daemon is killed before each step of a commit that moves all traffic from one provider to the
 * other, while numbered packets run. None is lost, each is forwarded once, under one of the two
 * configurations, and the next start reaches the answer that {@link CommitStep} gives.
 */
@NeedsBpf
class KilledAtEachStepTest {
  static final List<Settings> PATHS = List.of(Settings.FAST, Settings.KERNEL);

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Before these the new generation is live and not confirmed. */
  private static final Set<CommitStep> ON_TRIAL =
      EnumSet.range(CommitStep.ATTACH, CommitStep.CONFIRM);

  private final StringBuilder table =
      new StringBuilder(
          "%-8s %-16s %-8s %-8s %6s %5s %6s  %s%n"
              .formatted(
                  "path",
                  "killed before",
                  "packets",
                  "restart",
                  "sent",
                  "lost",
                  "twice",
                  "the next start"));

  @ParameterizedTest
  @FieldSource("PATHS")
  void noPacketIsLostAndTheRestartReachesItsAnswer(Settings settings) throws IOException {
    try (var net = RoutedLab.serving("each-" + settings.path(), settings, "static-routes")) {
      net.daemon().stop();
      net.daemon().startAs(HaltedNode.class);
      boolean atA = true;
      net.daemon().awaitServing(MovingTraffic.moveTo(net, atA));
      for (CommitStep step : CommitStep.values()) {
        kill(net, settings, step, atA);
        atA = !atA;
      }
    } finally {
      System.out.print(table);
      Files.createDirectories(Path.of("target"));
      Files.writeString(
          Path.of("target", "killed-at-each-step-" + settings.path() + ".txt"), table);
    }
  }

  private void kill(RoutedLab net, Settings settings, CommitStep step, boolean fromA)
      throws IOException {
    Path run = net.daemon().runDirectory();
    boolean published = step.compareTo(CommitStep.PUBLISH) > 0;
    try (MovingTraffic traffic = MovingTraffic.start(net)) {
      HaltedNode.order(run, step, net.daemon().report().root());
      String commit = MovingTraffic.moveTo(net, !fromA);
      Awaitility.await("halted before " + step)
          .atMost(PATIENCE)
          .failFast("the daemon ended", () -> !net.daemon().process().alive())
          .until(() -> HaltedNode.halted(run));

      net.daemon().kill();
      traffic.onlyVia(published != fromA, "killed before " + step);
      HaltedNode.release(run);
      net.daemon().startAs(HaltedNode.class);
      net.daemon().awaitServing(commit);
      traffic.onlyVia(!fromA, "restarted after " + step);

      boolean takenBack = net.daemon().log().contains("reason=NotConfirmed");
      assertThat(takenBack).as("the restart after " + step).isEqualTo(ON_TRIAL.contains(step));
      MovingTraffic.Settled settled = traffic.stop();
      table.append(
          "%-8s %-16s %-8s %-8s %6d %5d %6d  %s%n"
              .formatted(
                  settings.path(),
                  step.word(),
                  published ? "new" : "old",
                  "new",
                  settled.sent(),
                  settled.lost(),
                  settled.twice(),
                  takenBack ? "takes it back, commits anew" : "adopts, goes on"));
      settled.requireEachOnce(step.toString());
    }
  }
}
