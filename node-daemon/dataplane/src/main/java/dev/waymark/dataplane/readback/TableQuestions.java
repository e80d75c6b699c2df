package dev.waymark.dataplane.readback;

import dev.waymark.dataplane.commit.CommitDifference;
import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.lpm.KeyRanges;
import dev.waymark.dataplane.lpm.Rib;
import dev.waymark.dataplane.lpm.RibRuns;
import dev.waymark.dataplane.lpm.TrieRanges;
import dev.waymark.dataplane.memory.Memory;
import dev.waymark.dataplane.store.Image;

/**
 * Which addresses to ask of one table, and what its routes answer.
 *
 * <p>Two divisions of the address space are walked side by side: that of the trie, within whose
 * ranges every address meets the same ref, and that of the routes, within whose ranges every
 * address has the same answer. The first address of each piece that both have in common is asked,
 * and the last one before the answer changes: so a wrong answer anywhere is a wrong answer here.
 */
final class TableQuestions {
  /** Takes a question. */
  interface Sink {
    void ask(Family family, int table, long hi, long lo, int expectedLeaf);
  }

  private final CommitDifference.Table table;
  private final Rib rib;
  private final RibRuns runs;
  private final Sink sink;

  /** The key behind the last range; the walk of the routes stands in its range. */
  private long nextHi;

  private long nextLo;

  private TableQuestions(CommitDifference.Table table, Sink sink) {
    this.table = table;
    this.rib = table.routes();
    this.runs = new RibRuns(rib);
    this.sink = sink;
  }

  /**
   * Asks whatever may differ in a table.
   *
   * @throws IllegalStateException or {@link IndexOutOfBoundsException} if the trie cannot be
   *     followed to an end
   */
  static void ask(CommitDifference difference, CommitDifference.Table table, Sink sink) {
    TableQuestions questions = new TableQuestions(table, sink);
    Memory memory = difference.memory();
    Image before = difference.before();
    Image after = difference.after();
    TrieRanges.differing(
        memory,
        before.root(table.family(), table.number()),
        after.root(table.family(), table.number()),
        table.changed(),
        questions::range);
    if (table.changed() != KeyRanges.ALL) {
      table.changed().forEach(questions::edges);
    }
    if (before.otherwise(table.family(), table.number())
        != after.otherwise(table.family(), table.number())) {
      questions.gap();
    }
  }

  private void range(long firstHi, long firstLo, long lastHi, long lastLo) {
    if (firstHi != nextHi || firstLo != nextLo) {
      runs.seek(firstHi, firstLo);
    }
    put(firstHi, firstLo, runs.leaf());
    while (isBefore(runs.endHi(), runs.endLo(), lastHi, lastLo)) {
      int leaf = runs.leaf();
      long endHi = runs.endHi();
      long endLo = runs.endLo();
      runs.next();
      if (runs.leaf() != leaf) {
        put(endHi, endLo, leaf);
        put(endLo == -1 ? endHi + 1 : endHi, endLo + 1, runs.leaf());
      }
    }
    if (runs.endHi() == lastHi && runs.endLo() == lastLo) {
      if (firstHi != lastHi || firstLo != lastLo) {
        put(lastHi, lastLo, runs.leaf());
      }
      runs.next();
    }
    nextHi = lastLo == -1 ? lastHi + 1 : lastHi;
    nextLo = lastLo + 1;
  }

  /** The first and the last address of a prefix, and those beside it. */
  private void edges(long firstHi, long firstLo, long lastHi, long lastLo) {
    answer(firstHi, firstLo);
    answer(lastHi, lastLo);
    answer(firstLo == 0 ? firstHi - 1 : firstHi, firstLo - 1);
    answer(lastLo == -1 ? lastHi + 1 : lastHi, lastLo + 1);
  }

  private void answer(long hi, long lo) {
    int leaf = rib.covering(hi, lo, table.family().bits());
    put(hi, lo, leaf != 0 ? leaf : rib.get(0, 0, 0));
  }

  /** An address that only 0/0 covers, if there is one. */
  private void gap() {
    runs.seek(0, 0);
    do {
      if (!runs.isCovered()) {
        put(runs.endHi(), runs.endLo(), runs.leaf());
        return;
      }
    } while (runs.next());
  }

  private void put(long hi, long lo, int leaf) {
    sink.ask(table.family(), table.number(), hi, lo, leaf);
  }

  private static boolean isBefore(long hi, long lo, long otherHi, long otherLo) {
    int order = Long.compareUnsigned(hi, otherHi);
    return order < 0 || (order == 0 && Long.compareUnsigned(lo, otherLo) < 0);
  }
}
