package dev.waymark.e2e.bench;

import dev.waymark.dataplane.commit.Commit;
import dev.waymark.dataplane.readback.ReadBack;
import dev.waymark.e2e.bench.tables.PrefixTable;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * How long a commit waits for its proof: every range of a whole table asked through the live
 * program's own code, and what one changed route among a million has to be asked.
 */
final class ReadBackBench {

  private static final int ROUNDS = 5;
  private static final int CHANGES = 200;

  private ReadBackBench() {}

  static void run(PrefixTable table, Consumer<Figure> report) throws Exception {
    try (var store = StoreUnderTest.create("readback")) {
      double[] whole = new double[ROUNDS];
      for (int round = -2; round < ROUNDS; round++) {
        store.clear(StoreUnderTest.family(table));
        Commit commit = store.dataplane().begin();
        store.fill(commit, table);
        double took = proven(store, commit);
        if (round >= 0) {
          whole[round] = took;
        }
      }
      report.accept(
          Figure.alone("%,d routes read back".formatted(table.size()), "ms", whole)
              .goal(new Figure.Goal.AtMost(2000)));

      var random = new SplittableRandom(5);
      double[] change = new double[CHANGES];
      for (int i = 0; i < CHANGES; i++) {
        int row = random.nextInt(table.size());
        Commit commit = store.dataplane().begin();
        commit.put(
            StoreUnderTest.TABLE,
            StoreUnderTest.family(table),
            table.hi()[row],
            table.lo()[row],
            table.bits(row),
            commit.route(StoreUnderTest.route(1 + (table.nextHop()[row] + 1) % 256)));
        change[i] = proven(store, commit);
      }
      report.accept(
          Figure.alone("one changed route of %,d read back".formatted(table.size()), "ms", change)
              .goal(new Figure.Goal.AtMost(50)));
    }
  }

  private static double proven(StoreUnderTest store, Commit commit) {
    store.publishOnProbation(commit);
    long start = System.nanoTime();
    ReadBack.Result result = store.dataplane().readBack(commit);
    double took = LoadBench.millisSince(start);
    if (!result.agrees()) {
      throw new IllegalStateException("read back otherwise: " + result.first());
    }
    store.dataplane().confirm();
    return took;
  }
}
