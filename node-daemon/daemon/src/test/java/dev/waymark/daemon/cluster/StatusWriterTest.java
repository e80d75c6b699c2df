package dev.waymark.daemon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.node.v1alpha1.NodeRouting;
import dev.waymark.api.node.v1alpha1.NodeRoutingStatus;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.daemon.source.disk.RejectedRoots.Rejection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusWriterTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);
  private static final Rejection BAD =
      new Rejection(Standings.digest("bad"), null, Reason.NotConfirmed, "too late");

  private final FakeCluster cluster = new FakeCluster();
  private final Standings standings = new Standings();
  private final RoutingStatus mapping = new RoutingStatus("boot-1");
  private final StatusWriter writer =
      new StatusWriter(
          cluster,
          mapping,
          new Backoff(Duration.ofMillis(1), Duration.ofMillis(10), new Random(1)),
          NOON);

  @BeforeEach
  void start() {
    writer.start();
  }

  @AfterEach
  void end() {
    writer.close();
  }

  @Test
  void whatIsThereAlreadyIsNotWritten() {
    NodeRoutingStatus there = mapping.of(standings.stable(), null, NOON.instant());
    writer.seen(Optional.of(routing(there)));
    writer.tell(standings.stable());
    writer.tell(standings.rolledBack(BAD));

    awaitWritten(1);
    assertThat(cluster.written.getFirst().rejectedRoots()).hasSize(1);
  }

  @Test
  void afterAnOutageTheNewestIsWritten() {
    cluster.fail("the API server does not answer");
    writer.seen(Optional.of(routing(null)));
    writer.tell(standings.stable());
    writer.tell(standings.rolledBack(BAD));

    cluster.fail(null);

    awaitWritten(1);
    assertThat(cluster.written.getLast().rejectedRoots()).hasSize(1);
  }

  @Test
  void aGenerationOfTheSameStateIsNoNewsForAWhile() {
    writer.seen(Optional.of(routing(null)));
    writer.tell(standings.stable());
    awaitWritten(1);

    writer.tell(standings.stableAt(8));
    writer.tell(standings.rolledBack(BAD));

    awaitWritten(2);
    assertThat(cluster.written.getLast().rejectedRoots()).hasSize(1);
  }

  @Test
  void aNodeRoutingThatWasMadeAnewIsToldAgain() {
    writer.tell(standings.stable());
    writer.seen(Optional.of(routing(null)));
    awaitWritten(1);

    writer.seen(Optional.empty());
    writer.seen(Optional.of(routing(null)));

    awaitWritten(2);
    assertThat(cluster.written.getLast()).isEqualTo(cluster.written.getFirst());
  }

  private void awaitWritten(int times) {
    Awaitility.await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> cluster.written.size() == times);
  }

  private static NodeRouting routing(@Nullable NodeRoutingStatus status) {
    NodeRouting routing = new NodeRouting();
    routing.setStatus(status);
    return routing;
  }
}
