package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.daemon.converge.CommitStep;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.traffic.PingStream;
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

  /** Packets that are watched between two events. */
  private static final int SOME = 50;

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
      net.daemon().awaitServing(moveTo(net, atA));
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
    long before = forwarded(net);
    try (var v4 = PingStream.start(net.lab().client(), Lab.CLIENT.v4(), Lab.SERVER.v4());
        var v6 = PingStream.start(net.lab().client(), Lab.CLIENT.v6(), Lab.SERVER.v6())) {
      Awaitility.await("the streams run")
          .atMost(PATIENCE)
          .until(() -> v4.answers() > SOME && v6.answers() > SOME);
      HaltedNode.order(run, step, net.daemon().report().root());
      String commit = moveTo(net, !fromA);
      Awaitility.await("halted before " + step)
          .atMost(PATIENCE)
          .failFast("the daemon ended", () -> !net.daemon().process().alive())
          .until(() -> HaltedNode.halted(run));

      net.daemon().kill();
      onlyVia(net, published != fromA, "killed before " + step);
      HaltedNode.release(run);
      net.daemon().startAs(HaltedNode.class);
      net.daemon().awaitServing(commit);
      onlyVia(net, !fromA, "restarted after " + step);

      boolean takenBack = net.daemon().log().contains("reason=NotConfirmed");
      assertThat(takenBack).as("the restart after " + step).isEqualTo(ON_TRIAL.contains(step));
      PingStream.Result first = v4.stop();
      PingStream.Result second = v6.stop();
      long sent = transmitted(v4) + transmitted(v6);
      long through = forwarded(net) - before;
      int answered = first.sent() + second.sent() - first.lost() - second.lost();
      table.append(
          "%-8s %-16s %-8s %-8s %6d %5d %6d  %s%n"
              .formatted(
                  settings.path(),
                  step.word(),
                  published ? "new" : "old",
                  "new",
                  sent,
                  first.lost() + second.lost(),
                  Math.max(0, through - sent),
                  takenBack ? "takes it back, commits anew" : "adopts, goes on"));
      assertThat(first.sent()).isGreaterThan(2 * SOME);
      assertThat(first.lost() + second.lost()).as(step + ": " + first + ", " + second).isZero();
      assertThat(through).as(step + ": forwarded, each once").isBetween((long) answered, sent);
    }
  }

  /** What is sent from now on leaves by one provider, all of it. */
  private static void onlyVia(RoutedLab net, boolean a, String when) {
    Host used = a ? net.lab().providerA() : net.lab().providerB();
    Host unused = a ? net.lab().providerB() : net.lab().providerA();
    long other = forwarded(unused);
    long begun = forwarded(used);
    Awaitility.await(when).atMost(PATIENCE).until(() -> forwarded(used) > begun + SOME);
    assertThat(forwarded(unused)).as(when + ": packets by the other provider").isEqualTo(other);
  }

  private static long forwarded(RoutedLab net) {
    return forwarded(net.lab().providerA()) + forwarded(net.lab().providerB());
  }

  private static long forwarded(Host provider) {
    return provider.forwarded(Family.V4) + provider.forwarded(Family.V6);
  }

  private static long transmitted(PingStream stream) {
    return Long.parseLong(stream.summary().split(" ", 2)[0]);
  }

  private static String moveTo(RoutedLab net, boolean a) {
    String via = a ? "10.0.1.1" : "10.0.2.1";
    String via6 = a ? "2001:db8:a::1" : "2001:db8:b::1";
    net.repository()
        .write(
            "edge.yaml",
            RoutedLab.mainTable(
                    """
                    - {to: 198.51.100.0/24, via: [{gateway: %s}]}
                    - {to: "2001:db8:100::/48", via: [{gateway: "%s"}]}
                    """
                        .formatted(via, via6))
                // The kernel's own answer is another test's: here a start always comes in time.
                + "  rollout: {confirmWithin: 10m}\n");
    return net.repository().commit("All by " + via);
  }
}
