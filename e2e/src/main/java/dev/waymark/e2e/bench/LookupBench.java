package dev.waymark.e2e.bench;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.bench.LookupLoops.Structure;
import dev.waymark.e2e.bench.tables.PrefixTable;
import dev.waymark.e2e.bench.tables.Runs;
import dev.waymark.e2e.bench.tables.Trace;
import dev.waymark.libbpf.BpfMap;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * One address looked up: the product's own code on the product's own store, against the kernel's
 * LPM_TRIE map and the kernel's routing table. All three answer a million addresses; every answer
 * counts towards a sum that must be the right one.
 */
final class LookupBench {

  private static final int ROUNDS = 5;
  private static final List<Structure> PEERS = List.of(Structure.LPM_TRIE, Structure.KERNEL_FIB);

  private LookupBench() {}

  /** Times a real table has to be faster than a peer when lookups are independent. */
  private static double goal(PrefixTable table, Structure peer) {
    boolean v4 = table.family() == Family.V4;
    return peer == Structure.LPM_TRIE ? (v4 ? 20 : 13) : (v4 ? 10 : 18);
  }

  static void run(PrefixTable table, boolean real, Consumer<Figure> report) throws Exception {
    try (var store = StoreUnderTest.create("lookup");
        var fib = KernelFibPeer.create()) {
      int[] handles = store.hold(table);
      fib.load(table);
      try (BpfMap map = store.map();
          var loops =
              fib.inside(() -> LookupLoops.over(map, table.size(), table.family() == Family.V6))) {
        new LpmTriePeer(loops.lpmTrie(), table.family()).load(table);
        Runs right = Runs.of(table);
        for (Trace trace :
            List.of(
                Trace.overSpace(table, LookupLoops.KEYS),
                Trace.overPrefixes(table, LookupLoops.KEYS))) {
          loops.keys(trace);
          for (boolean dependent : new boolean[] {false, true}) {
            var expected = expected(trace, right, handles);
            var times = measure(loops, fib, dependent, expected);
            for (Structure peer : PEERS) {
              var figure =
                  Figure.against(
                      "lookup %s, by %s, %s"
                          .formatted(
                              table.name(), trace.name(), dependent ? "dependent" : "independent"),
                      "ns",
                      of(times, Structure.WAYMARK),
                      peer == Structure.LPM_TRIE ? "LPM_TRIE" : "kernel FIB",
                      of(times, peer));
              report.accept(
                  real && !dependent
                      ? figure.goal(new Figure.Goal.TimesBetter(goal(table, peer)))
                      : figure);
            }
          }
        }
      }
    }
  }

  private static Map<Structure, Long> expected(Trace trace, Runs right, int[] handles) {
    int[] nextHops = new int[trace.size()];
    int[] leaves = new int[trace.size()];
    for (int i = 0; i < trace.size(); i++) {
      nextHops[i] = right.answer(trace.hi()[i], trace.lo()[i]);
      leaves[i] = handles[nextHops[i]];
    }
    long byNextHop = LookupLoops.sumOf(nextHops);
    return Map.of(
        Structure.WAYMARK, LookupLoops.sumOf(leaves),
        Structure.LPM_TRIE, byNextHop,
        Structure.KERNEL_FIB, byNextHop);
  }

  private static Map<Structure, double[]> measure(
      LookupLoops loops, KernelFibPeer fib, boolean dependent, Map<Structure, Long> expected) {
    var times = new EnumMap<Structure, double[]>(Structure.class);
    expected.keySet().forEach(structure -> times.put(structure, new double[ROUNDS]));
    for (int round = -1; round < ROUNDS; round++) {
      for (Structure structure : expected.keySet()) {
        var took =
            fib.inside(() -> loops.run(structure, dependent, StoreUnderTest.TABLE, fib.ifindex()));
        if (took.sum() != expected.get(structure)) {
          throw new IllegalStateException(structure + " gave a wrong answer");
        }
        if (round >= 0) {
          of(times, structure)[round] = took.nanos();
        }
      }
    }
    return times;
  }

  private static double[] of(Map<Structure, double[]> times, Structure structure) {
    return Objects.requireNonNull(times.get(structure));
  }
}
