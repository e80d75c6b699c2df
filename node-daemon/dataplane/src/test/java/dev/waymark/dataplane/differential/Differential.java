package dev.waymark.dataplane.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.dataplane.explain.Explanation;
import dev.waymark.dataplane.packet.ByteDiff;
import dev.waymark.dataplane.packet.Machine;
import dev.waymark.dataplane.packet.Ran;
import dev.waymark.dataplane.packet.Wire;
import dev.waymark.dataplane.reference.Config;
import dev.waymark.dataplane.reference.FragmentMemory;
import dev.waymark.dataplane.reference.ReferencePath.Arrival;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Random configurations, one commit after the other on one store, each asked with packets: the
 * program, its twin and the reference agree on everything.
 *
 * <p>To make a difference again: {@code -Dwaymark.seed=... -Dwaymark.first=...}, as printed.
 */
final class Differential {
  private static final int PACKETS_A_CONFIG = 4000;

  /**
   * So many configurations share what is remembered of fragments. In them far fewer datagrams begin
   * than the program keeps; and as a memory ends with them, a difference can be made again from the
   * first of them on.
   */
  private static final int CONFIGS_A_MEMORY = 4;

  /** Which packets a configuration is asked with. */
  interface Source {
    Packets packets(RandomGenerator random, RandomAddresses addresses);
  }

  private Differential() {}

  /** Asks one configuration after the other, until there were so many packets. What it saw. */
  static Tally compare(int packets, Source source) {
    long seed = Long.getLong("waymark.seed", System.nanoTime());
    int first = Integer.getInteger("waymark.first", 0);
    System.out.printf("-Dwaymark.seed=%d%n", seed);
    long start = System.nanoTime();
    try (Wire wire = Wire.make("differ")) {
      for (int i = 0; i < RandomConfigs.WANS; i++) {
        int ifindex = RandomConfigs.FIRST_WAN + i;
        wire.link("wan" + i, ifindex, RandomConfigs.mtu(ifindex));
      }
      for (int i = 0; i < RandomConfigs.LANS; i++) {
        int ifindex = RandomConfigs.FIRST_LAN + i;
        wire.link("lan" + i, ifindex, RandomConfigs.mtu(ifindex));
      }
      try (Machine machine = Machine.open(wire)) {
        Tally tally = new Tally();
        FragmentMemory fragments = new FragmentMemory();
        for (int i = first; tally.packets() < packets; i++) {
          int number = i;
          if (number % CONFIGS_A_MEMORY == 0) {
            fragments.forget();
            machine.forgetFragments();
          }
          wire.call(() -> oneConfig(machine, fragments, seed, number, source, tally));
        }
        System.out.printf("%s; %.1f s%n", tally, (System.nanoTime() - start) / 1e9);
        return tally;
      }
    }
  }

  private static int oneConfig(
      Machine machine,
      FragmentMemory fragments,
      long seed,
      int number,
      Source source,
      Tally tally) {
    SplittableRandom random = new SplittableRandom(seed + number);
    RandomAddresses addresses = new RandomAddresses(random);
    Config config = new RandomConfigs(random, addresses).next();
    Packets packets = source.packets(random, addresses);
    Machine.Totals before = machine.totals();
    if (random.nextInt(3) == 0) {
      machine.propose(new RandomConfigs(random, addresses).next());
      machine.dataplane().rollBack();
    }
    Judge judge = new Judge(config, fragments, machine.publish(config));
    assertThat(machine.dataplane().check()).as("invariants of the store").isEmpty();
    Map<Integer, Long> expected = new HashMap<>();
    for (int i = 0; i < PACKETS_A_CONFIG; i++) {
      Arrival arrival = packets.next();
      Ran live = machine.live(arrival);
      Explanation explained = machine.explain(arrival);
      List<String> complaints = judge.complaints(arrival, live, explained);
      if (!complaints.isEmpty()) {
        throw new AssertionError(
            report(machine, fragments, seed, number, i, config, arrival, complaints));
      }
      expected.merge(explained.reason().code(), 1L, Long::sum);
    }
    judge.lost().forEach((reason, copies) -> expected.merge(reason, copies, Long::sum));
    assertThat(machine.totals().reasonsSince(before)).isEqualTo(expected);
    tally.add(config, expected);
    return PACKETS_A_CONFIG;
  }

  private static String report(
      Machine machine,
      FragmentMemory fragments,
      long seed,
      int number,
      int index,
      Config config,
      Arrival arrival,
      List<String> complaints) {
    Config smaller =
        Shrink.shrink(
            config,
            candidate -> {
              Judge judge = new Judge(candidate, fragments, machine.publish(candidate));
              Ran live = machine.live(arrival);
              return !judge.complaints(arrival, live, machine.explain(arrival)).isEmpty();
            });
    return "-Dwaymark.seed=%d -Dwaymark.first=%d, configuration %d, packet %d:%n  %s%narrival ifindex=%d mark=0x%x link=%s%n%s%s"
        .formatted(
            seed,
            number - number % CONFIGS_A_MEMORY,
            number,
            index,
            String.join("\n  ", complaints),
            arrival.ifindex(),
            arrival.mark(),
            arrival.link(),
            ByteDiff.show(arrival.frame().toArray()),
            Shrink.show(smaller));
  }
}
