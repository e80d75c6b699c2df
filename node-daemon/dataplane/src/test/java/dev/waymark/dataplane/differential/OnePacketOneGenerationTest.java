package dev.waymark.dataplane.differential;

import static dev.waymark.dataplane.packet.Layers.eth;
import static dev.waymark.dataplane.packet.Layers.packet;
import static dev.waymark.dataplane.packet.Layers.udp;
import static dev.waymark.dataplane.packet.Layers.v4;
import static dev.waymark.dataplane.packet.Layers.v6;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.dataplane.packet.Machine;
import dev.waymark.dataplane.packet.Wire;
import dev.waymark.dataplane.reference.Bytes;
import dev.waymark.dataplane.reference.Config;
import dev.waymark.dataplane.reference.Config.Action;
import dev.waymark.dataplane.reference.Config.Declared;
import dev.waymark.dataplane.reference.Config.Hop;
import dev.waymark.dataplane.reference.Config.Interface;
import dev.waymark.dataplane.reference.Config.NextHop;
import dev.waymark.dataplane.reference.Config.Route;
import dev.waymark.dataplane.reference.Config.RouteKind;
import dev.waymark.dataplane.reference.Config.Rule;
import dev.waymark.dataplane.reference.Config.SourceCheck;
import dev.waymark.dataplane.reference.Prefix;
import dev.waymark.dataplane.reference.Reason;
import dev.waymark.dataplane.reference.ReferencePath.Arrival;
import dev.waymark.dataplane.reference.ReferencePath.Link;
import dev.waymark.libbpf.testing.LongRun;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * One writer flips between whole configurations, publishing, confirming and rolling back, while
 * packets run. In each configuration the rule, the route and the next hop that a packet meets count
 * in the same counter; what one configuration routes the other drops. So a packet that saw parts of
 * two leaves a counter that is no multiple of three, or a drop.
 */
@NeedsBpf
class OnePacketOneGenerationTest {
  private static final int LAN = 10;
  private static final Duration A_WHILE = Duration.ofSeconds(8);
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final int BATCH = 20_000;
  private static final int COUNTERS = 8;
  private static final int CONFIGS = 150;

  @Test
  void noPacketSeesPartsOfTwoConfigurations() throws InterruptedException {
    Seen seen = flip(Integer.MAX_VALUE, A_WHILE);
    assertThat(seen.flips()).isGreaterThan(50);
  }

  @Tag("long")
  @Test
  void norOverTenThousandFlips() throws InterruptedException {
    int wanted = LongRun.scaled(10_000);
    Seen seen = flip(wanted, PATIENCE);
    LongRun.result("flips under load", seen.toString());
    assertThat(seen.flips()).isGreaterThanOrEqualTo(wanted);
  }

  private record Seen(long packets, int flips) {
    @Override
    public String toString() {
      return "%,d packets over %,d flips, 0 mixed".formatted(packets, flips);
    }
  }

  private static Seen flip(int flipsWanted, Duration limit) throws InterruptedException {
    long seed = Long.getLong("waymark.seed", System.nanoTime());
    System.out.printf("-Dwaymark.seed=%d%n", seed);
    try (Wire wire = Wire.make("flip");
        Machine machine = Machine.open(wire, 1 << 23)) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Config> configs =
          IntStream.range(0, CONFIGS).mapToObj(which -> config(which, random)).toList();
      machine.publish(configs.getFirst());
      Flips flips = new Flips(machine, configs, random);
      Thread writer = Thread.ofPlatform().name("writer").start(flips);
      long packets = 0;
      long end = System.nanoTime() + limit.toNanos();
      try {
        while (flips.count() < flipsWanted && System.nanoTime() < end && flips.failure() == null) {
          packets += batch(machine, true);
          packets += batch(machine, false);
        }
      } finally {
        flips.stop();
        writer.join();
      }
      assertThat(flips.failure()).isNull();
      Seen seen = new Seen(packets, flips.count());
      System.out.println(seen);
      return seen;
    }
  }

  private static long batch(Machine machine, boolean four) {
    byte[] frame =
        four
            ? packet(eth(), v4("10.1.0.5", "10.2.0.7"), udp(7, 9))
            : packet(eth(), v6("2001:db8:1::5", "2001:db8:2::7"), udp(7, 9));
    long forwarded = machine.packets(Reason.KERNEL_FORWARD);
    machine.repeat(new Arrival(Bytes.of(frame), LAN, Link.US, 0, 0), BATCH);
    assertThat(machine.packets(Reason.KERNEL_FORWARD) - forwarded)
        .as("every packet is forwarded, whichever configuration it meets")
        .isEqualTo(BATCH);
    for (int counter = 1; counter <= COUNTERS; counter++) {
      assertThat(machine.packets(counter) % 3)
          .as("rule, route and next hop are of one configuration")
          .isZero();
    }
    return BATCH;
  }

  /** Configuration {@code which}: everything that decides differs from that of another number. */
  private static Config config(int which, SplittableRandom random) {
    int counter = 1 + which % COUNTERS;
    int table = 1 + which % 200;
    TreeMap<Integer, List<Declared>> tables = new TreeMap<>();
    for (int other = 1; other <= 200; other += 41) {
      tables.put(other, routes(new Route(RouteKind.BLACKHOLE, 0, List.of(), 0, 0), random));
    }
    List<Hop> hops = new ArrayList<>();
    for (int i = 0; i <= which % 3; i++) {
      hops.add(new Hop(new NextHop(20 + i, "wan", Bytes.of(), 1500, false, 1 + i, counter), 1 + i));
    }
    tables.put(table, routes(new Route(RouteKind.UNICAST, 0, hops, 0, counter), random));
    return new Config(
        0xff,
        tables,
        rules(which, table, counter, "10.2.0.0/16", "10.3.0.0/16"),
        rules(which, table, counter, "2001:db8:2::/48", "2001:db8:3::/48"),
        List.of(new Interface(LAN, false, SourceCheck.OFF, true)));
  }

  /** The prefixes under test, and others that make memory come and go. */
  private static List<Declared> routes(Route route, SplittableRandom random) {
    List<Declared> routes = new ArrayList<>();
    routes.add(new Declared(Prefix.of("10.2.0.0/16"), route));
    routes.add(new Declared(Prefix.of("2001:db8:2::/48"), route));
    for (int i = 0; i < 8; i++) {
      int third = random.nextInt(256);
      Prefix near = Prefix.of("10.2." + third + "." + (128 + random.nextInt(128)));
      if (routes.stream().noneMatch(each -> each.to().equals(near))) {
        routes.add(new Declared(near, route));
      }
    }
    return routes;
  }

  /** Some that never match, in a number that changes, before the one that does. */
  private static List<Rule> rules(int which, int table, int counter, String to, String never) {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < which % 40; i++) {
      rules.add(rule(Action.DROP, 0, 0, never));
    }
    rules.add(rule(Action.LOOKUP, table, counter, to));
    rules.add(rule(Action.DROP, 0, 0, to));
    return rules;
  }

  private static Rule rule(Action action, int table, int counter, String to) {
    return new Rule(
        action, table, 0, counter, List.of(), List.of(Prefix.of(to)), Set.of(LAN), Set.of());
  }

  /** The writer. */
  private static final class Flips implements Runnable {
    private final Machine machine;
    private final List<Config> configs;
    private final SplittableRandom random;
    private final AtomicBoolean going = new AtomicBoolean(true);
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final AtomicInteger count = new AtomicInteger();

    Flips(Machine machine, List<Config> configs, SplittableRandom random) {
      this.machine = machine;
      this.configs = configs;
      this.random = random;
    }

    @Override
    public void run() {
      try {
        while (going.get()) {
          machine.propose(configs.get((1 + count.get()) % CONFIGS));
          if (random.nextInt(3) == 0) {
            machine.dataplane().rollBack();
          } else {
            machine.dataplane().confirm();
          }
          count.incrementAndGet();
        }
      } catch (RuntimeException e) {
        failure.set(e);
      }
    }

    void stop() {
      going.set(false);
    }

    int count() {
      return count.get();
    }

    @Nullable RuntimeException failure() {
      return failure.get();
    }
  }
}
