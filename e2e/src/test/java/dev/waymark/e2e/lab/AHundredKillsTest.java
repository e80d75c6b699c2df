package dev.waymark.e2e.lab;

import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.libbpf.testing.LongRun;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The daemon is killed at whatever moment, most often while it takes over a commit that moves all
 * traffic, sometimes while it still starts; {@link KilledAtEachStepTest} aims. No packet is lost,
 * none is forwarded twice, and each time the next start gets there.
 */
@NeedsBpf
@Tag("long")
class AHundredKillsTest {
  static final List<Settings> PATHS = List.of(Settings.FAST, Settings.KERNEL);

  private static final int KILLS_A_PATH = 50;

  /** So many kills under one stream: its numbers end after two minutes. */
  private static final int KILLS_A_STREAM = 5;

  /** A commit is seen within 200 ms and takes about as long to serve. */
  private static final int LATEST_MILLIS = 600;

  private static final Duration A_START = Duration.ofSeconds(2);

  @ParameterizedTest
  @FieldSource("PATHS")
  void loseNoPacket(Settings settings) {
    long seed = Long.getLong("waymark.seed", System.nanoTime());
    System.out.printf("-Dwaymark.seed=%d%n", seed);
    var random = new SplittableRandom(seed);
    int kills = 0;
    long packets = 0;
    try (var net = RoutedLab.serving("kills-" + settings.path(), settings, "static-routes")) {
      boolean atA = true;
      net.daemon().awaitServing(MovingTraffic.moveTo(net, atA));
      for (int wanted = LongRun.scaled(KILLS_A_PATH); kills < wanted; ) {
        try (MovingTraffic traffic = MovingTraffic.start(net)) {
          for (int i = 0; i < KILLS_A_STREAM; i++, kills++) {
            atA = !atA;
            String commit = MovingTraffic.moveTo(net, atA);
            kill(net, random);
            net.daemon().awaitServing(commit);
            traffic.onlyVia(atA, "after kill " + kills);
          }
          MovingTraffic.Settled settled = traffic.stop();
          settled.requireEachOnce("up to kill " + kills);
          packets += settled.sent();
        }
      }
    }
    LongRun.result(
        "kills under traffic, " + settings.path(),
        "%d kills, %,d packets, 0 lost, 0 twice".formatted(kills, packets));
  }

  /** Some time after the commit; one time in four once more, during the start. */
  private static void kill(RoutedLab net, SplittableRandom random) {
    pause(Duration.ofMillis(random.nextInt(LATEST_MILLIS)));
    net.daemon().kill();
    net.daemon().start();
    if (random.nextInt(4) == 0) {
      pause(Duration.ofMillis(random.nextLong(A_START.toMillis())));
      net.daemon().kill();
      net.daemon().start();
    }
  }

  /** The moment of a kill is chance: there is nothing to wait for but time. */
  private static void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> System.nanoTime() >= end);
  }
}
