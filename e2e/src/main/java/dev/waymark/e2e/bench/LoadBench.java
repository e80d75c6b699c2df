package dev.waymark.e2e.bench;

import dev.waymark.dataplane.commit.Commit;
import dev.waymark.dataplane.layout.Family;
import dev.waymark.e2e.bench.tables.PrefixTable;
import dev.waymark.libbpf.BpfMap;
import dev.waymark.libbpf.netlink.NetlinkSocket;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A whole table made live, and one route among a million changed: from routes in memory until a
 * packet would see them, against filling an LPM_TRIE map and the kernel's table by netlink.
 */
final class LoadBench {

  private static final int ROUNDS = 5;
  private static final int CHANGES = 2000;
  private static final int WARM_ROUNDS = 6;

  private LoadBench() {}

  static void run(PrefixTable table, Consumer<Figure> report) throws Exception {
    try (var store = StoreUnderTest.create("load");
        var fib = KernelFibPeer.create();
        BpfMap first = store.map();
        var loops = LookupLoops.over(first, table.size(), false)) {
      double[] live = new double[ROUNDS];
      for (int round = -2; round < ROUNDS; round++) {
        store.clear(Family.V4);
        long start = System.nanoTime();
        store.hold(table);
        if (round >= 0) {
          live[round] = millisSince(start);
        }
      }
      double[] trie = new double[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        try (var fresh = LookupLoops.over(first, table.size(), false)) {
          var peer = new LpmTriePeer(fresh.lpmTrie(), table.family());
          long start = System.nanoTime();
          peer.load(table);
          trie[round] = millisSince(start);
        }
      }
      long start = System.nanoTime();
      fib.load(table);
      double[] netlink = {millisSince(start)};
      String row = "%,d routes made live".formatted(table.size());
      report.accept(
          Figure.against(row, "ms", live, "LPM_TRIE batch", trie)
              .goal(new Figure.Goal.TimesBetter(4)));
      report.accept(Figure.against(row, "ms", live, "netlink", netlink));

      new LpmTriePeer(loops.lpmTrie(), table.family()).load(table);
      changes(table, store, fib, new LpmTriePeer(loops.lpmTrie(), table.family()), report);
    }
  }

  private static void changes(
      PrefixTable table,
      StoreUnderTest store,
      KernelFibPeer fib,
      LpmTriePeer trie,
      Consumer<Figure> report)
      throws Exception {
    var random = new SplittableRandom(3);
    int[] rows = random.ints(CHANGES, 0, table.size()).toArray();
    double[] ours = new double[CHANGES];
    for (int warm = 0; warm < WARM_ROUNDS; warm++) {
      for (int i = 0; i < CHANGES; i++) {
        long start = System.nanoTime();
        Commit commit = store.dataplane().begin();
        int row = rows[i];
        commit.put(
            StoreUnderTest.TABLE,
            Family.V4,
            table.hi()[row],
            0,
            table.bits(row),
            commit.route(StoreUnderTest.route(1 + (table.nextHop()[row] + warm) % 256)));
        store.publish(commit);
        ours[i] = (System.nanoTime() - start) / 1000.0;
      }
    }
    double[] byNetlink =
        fib.inside(() -> {
          try (var netlink = NetlinkSocket.open()) {
            double[] times = new double[CHANGES];
            for (int i = 0; i < CHANGES; i++) {
              int row = rows[i];
              var route = fib.route(table, row, 1 + (table.nextHop()[row] + 1) % 256);
              long start = System.nanoTime();
              netlink.replace(route);
              times[i] = (System.nanoTime() - start) / 1000.0;
            }
            return times;
          }
        });
    double[] byMap = new double[CHANGES];
    for (int i = 0; i < CHANGES; i++) {
      long start = System.nanoTime();
      trie.update(table, rows[i], 1 + (table.nextHop()[rows[i]] + 1) % 256);
      byMap[i] = (System.nanoTime() - start) / 1000.0;
    }
    String row = "one route of %,d changed".formatted(table.size());
    report.accept(
        Figure.against(row, "µs", ours, "netlink", byNetlink).goal(new Figure.Goal.TimesBetter(1)));
    report.accept(Figure.against(row, "µs", ours, "LPM_TRIE", byMap));
  }

  static double millisSince(long start) {
    return (System.nanoTime() - start) / 1e6;
  }
}
