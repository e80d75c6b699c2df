package dev.waymark.e2e.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.e2e.kind.SharedNode.Installed;
import dev.waymark.e2e.lab.traffic.PingStream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon's pod may go at any moment: an update, an eviction, an administrator. */
@SharedNode
final class TheDaemonPodIsDeletedTest {
  private static final int SOME = 500;

  @Test
  void noPacketIsLostAndTheNextPodGoesOn(Installed installed, @TempDir Path logs) {
    KindCluster cluster = installed.cluster();
    Waymark waymark = installed.waymark();
    try (var provider = OutsideHost.start(cluster, "provider");
        var pods = Pods.start(cluster)) {
      waymark.ready(Tables.far(provider));
      String[] ping = {"ping", "-n", "-i", "0.002", "-c", "50000", "-W", "1", OutsideHost.FAR};
      try (var stream = PingStream.of(pods.start(logs.resolve("ping"), ping))) {
        answersGoOn(stream);

        waymark.system("delete", "pod", "-l", "app.kubernetes.io/name=waymark-node").orFail();
        waymark.system("rollout", "status", "daemonset/waymark-node", "--timeout=1m").orFail();
        answersGoOn(stream);

        assertThat(stream.stop()).matches(seen -> seen.lost() == 0, "lost nothing");
      }
      waymark.delete("routetables");
    }
  }

  private static void answersGoOn(PingStream stream) {
    int before = stream.answers();
    await("answers go on")
        .atMost(Duration.ofSeconds(30))
        .until(() -> stream.answers() > before + SOME);
  }
}
