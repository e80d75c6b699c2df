package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.bird.BgpFeed;
import dev.waymark.e2e.lab.node.Daemon;
import dev.waymark.e2e.lab.node.GitRepository;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.node.Status;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A RouteTable whose routes are those that a BIRD has learned by BGP. */
@NeedsBpf
class BirdFeedsATableTest {
  private static final int SOME = 20_000;
  private static final int FULL = 500_000;

  @Test
  void whatBgpAnnouncesIsForwardedAndWhatItWithdrawsIsNot() {
    followsTheTable(SOME, Duration.ofSeconds(60));
  }

  @Test
  @Tag("long")
  void aFullTableToo() {
    followsTheTable(FULL, Duration.ofMinutes(5));
  }

  private static void followsTheTable(int routes, Duration patience) {
    try (Mirror net = Mirror.of(routes, 1_000_000, patience)) {
      net.awaitRoutes(routes);
      net.awaitReached(Family.V4);
      net.awaitReached(Family.V6);

      net.feed().peer().disable(BgpFeed.CHURN);
      net.awaitRoutes(0);
      net.awaitReached(Family.V4);

      net.feed().peer().enable(BgpFeed.CHURN);
      net.awaitRoutes(routes);

      net.feed().router().disable(BgpFeed.SESSION);
      net.awaitLoss(Family.V4);
      assertThat(net.reaches(Family.V6, Lab.SERVER)).isTrue();

      net.feed().router().enable(BgpFeed.SESSION);
      net.awaitRoutes(routes);
      net.awaitReached(Family.V4);
    }
  }

  @Test
  void aPeerThatDiesTakesItsRoutesAlong() {
    try (Mirror net = Mirror.of(100, 1000, Duration.ofSeconds(60))) {
      net.awaitRoutes(100);
      net.awaitReached(Family.V4);
      net.awaitReached(Family.V6);

      net.feed().peer().kill();

      net.awaitLoss(Family.V4);
      net.awaitLoss(Family.V6);
    }
  }

  @Test
  void moreThanMaxRoutesKeepsTheLastGoodContentAndSaysSo() {
    try (Mirror net = Mirror.of(100, 50, Duration.ofSeconds(60))) {
      net.daemon()
          .await("degraded", status -> degraded(status).equals(Optional.of("TooManyRoutes")));

      net.feed().peer().disable(BgpFeed.CHURN);
      net.daemon().await("whole", status -> degraded(status).isEmpty());
      net.awaitRoutes(0);
      net.awaitReached(Family.V4);

      net.feed().peer().enable(BgpFeed.CHURN);
      net.daemon()
          .await("degraded", status -> degraded(status).equals(Optional.of("TooManyRoutes")));
      assertThat(net.reaches(Family.V4, Lab.SERVER)).isTrue();

      net.daemon().kill();
      net.daemon().start();
      net.daemon().awaitServing();
      assertThat(net.reaches(Family.V4, Lab.SERVER)).as("after a restart").isTrue();
    }
  }

  private static Optional<String> degraded(Status status) {
    return status.reason("RouteTable", "bgp", "Degraded");
  }

  /** A router whose main table is what BIRD learns. */
  private record Mirror(Lab lab, BgpFeed feed, Daemon daemon, Duration patience)
      implements AutoCloseable {
    static Mirror of(int routes, int maxRoutes, Duration patience) {
      Lab lab = Lab.standard("bird");
      try {
        GitRepository repository = GitRepository.create(lab);
        repository.write(
            "bgp.yaml",
            """
            apiVersion: waymark.dev/v1alpha1
            kind: RouteTable
            metadata: {name: bgp}
            spec:
              tableId: 254
              nodeSelector: {}
              routesFrom:
              - name: bird
                kernelTable: {id: %d, protocols: [bird]}
                allow: [{prefix: 0.0.0.0/0, le: 24}, {prefix: "2001:db8::/32", le: 48}]
                maxRoutes: %d
                onExceed: KeepLast
            """
                .formatted(BgpFeed.TABLE, maxRoutes));
        repository.commit("What BGP says");
        Daemon daemon = Daemon.start(lab, repository, Settings.FAST);
        daemon.awaitServing();
        return new Mirror(lab, BgpFeed.start(lab, routes), daemon, patience);
      } catch (RuntimeException | AssertionError e) {
        lab.close();
        throw e;
      }
    }

    /** Waits until the first and the last of the many are in, or out if there are none. */
    void awaitRoutes(int many) {
      Awaitility.await("%d routes".formatted(many))
          .atMost(patience)
          .pollInterval(Duration.ofMillis(100))
          .failFast("the daemon ended", () -> !daemon.process().alive())
          .until(() -> daemon.report().routes(), held -> many == 0 ? held < 100 : held > many);
    }

    /** The servers' networks come when they come, before or after the many. */
    void awaitReached(Family family) {
      Awaitility.await("%s reached".formatted(family))
          .atMost(patience)
          .pollInterval(Duration.ofMillis(100))
          .until(() -> reaches(family, Lab.SERVER));
    }

    void awaitLoss(Family family) {
      Awaitility.await("%s lost".formatted(family))
          .atMost(patience)
          .pollInterval(Duration.ofMillis(100))
          .until(() -> !reaches(family, Lab.SERVER));
    }

    boolean reaches(Family family, Dual place) {
      return dev.waymark.e2e.lab.traffic.Ping.from(lab.client())
          .as(Lab.CLIENT.in(family))
          .to(place.in(family))
          .allAnswered();
    }

    @Override
    public void close() {
      lab.close();
    }
  }
}
