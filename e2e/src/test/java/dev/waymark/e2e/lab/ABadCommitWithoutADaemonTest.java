package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.daemon.converge.CommitStep;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.node.Status;
import dev.waymark.e2e.lab.traffic.PingStream;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * A commit that cuts the traffic is live and not confirmed, and its daemon is dead: the kernel
 * takes it back by itself. The next daemon says so, and does not bring it again until it is asked
 * to.
 */
@NeedsBpf
class ABadCommitWithoutADaemonTest {
  static final List<Settings> PATHS = List.of(Settings.FAST, Settings.KERNEL);

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** On provider B's wire, and nobody's. */
  private static final String NOBODY = "10.0.2.77";

  @ParameterizedTest
  @FieldSource("PATHS")
  void isTakenBackWhereverTheDaemonDied(Settings settings) throws IOException {
    try (var net = RoutedLab.serving("bad-" + settings.path(), settings, "static-routes")) {
      net.daemon().stop();
      net.daemon().startAs(HaltedNode.class);
      for (CommitStep step :
          List.of(CommitStep.ATTACH, CommitStep.READ_BACK, CommitStep.PROBE, CommitStep.CONFIRM)) {
        net.daemon().awaitServing(by(net, "10.0.1.1", "before " + step));
        dieWithABadCommit(net, step);

        net.daemon().startAs(HaltedNode.class);
        Status after = awaitRolledBack(net);
        assertThat(after.reason("RouteTable", "main", "RolledBack")).contains("NotConfirmed");
        assertThat(net.reaches(Family.V4, Lab.SERVER, Lab.PROVIDER_A)).isTrue();
      }
    }
  }

  @Test
  void isTriedAgainWhenAskedTo() throws IOException {
    try (var net = RoutedLab.serving("again", Settings.KERNEL, "static-routes")) {
      net.daemon().stop();
      net.daemon().startAs(HaltedNode.class);
      net.daemon().awaitServing(by(net, "10.0.1.1", "first"));
      String bad = dieWithABadCommit(net, CommitStep.READ_BACK);
      net.daemon().start();
      awaitRolledBack(net);

      net.lab().providerB().ip("address add " + NOBODY + "/24 dev customer");
      net.daemon().lookNow();

      net.daemon().awaitServing(bad);
      assertThat(net.reaches(Family.V4, Lab.SERVER, Lab.PROVIDER_B)).isTrue();
    }
  }

  private static String dieWithABadCommit(RoutedLab net, CommitStep step) throws IOException {
    Path run = net.daemon().runDirectory();
    HaltedNode.order(run, step, net.daemon().report().root());
    String commit;
    try (var stream = PingStream.start(net.lab().client(), Lab.CLIENT.v4(), Lab.SERVER.v4())) {
      Awaitility.await("the stream runs").atMost(PATIENCE).until(() -> stream.answers() > 10);
      commit = by(net, NOBODY, "bad at " + step);
      Awaitility.await("halted before " + step)
          .atMost(PATIENCE)
          .until(() -> HaltedNode.halted(run));
      net.daemon().kill();
      HaltedNode.release(run);
      int answers = stream.answers();
      Awaitility.await("the kernel took it back")
          .atMost(PATIENCE)
          .until(() -> stream.answers() > answers + 100);

      assertThat(net.daemon().process().alive()).isFalse();
      assertThat(stream.stop().lost()).as("the commit was bad, and live").isPositive();
    }
    return commit;
  }

  private static Status awaitRolledBack(RoutedLab net) {
    return net.daemon()
        .await(
            "the commit is held as taken back",
            status ->
                status.phase().equals("RolledBack")
                    && status.commit().equals(net.repository().head()));
  }

  private static String by(RoutedLab net, String gateway, String why) {
    net.repository()
        .write(
            "edge.yaml",
            RoutedLab.mainTable("- {to: 198.51.100.0/24, via: [{gateway: %s}]}".formatted(gateway))
                + "  rollout: {confirmWithin: 2s}\n");
    return net.repository().commit(why);
  }
}
