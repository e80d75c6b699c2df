package dev.waymark.dataplane.readback;

import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.layout.QueriesLayout;
import dev.waymark.dataplane.layout.Question;
import dev.waymark.libbpf.BpfProgram;
import dev.waymark.libbpf.MappedRegion;
import dev.waymark.libbpf.TestRun;

/** One batch of questions for the lookup program, in the memory that it reads. */
final class Queries {
  private static final int WORDS = QueriesLayout.QUERY_BYTES / Long.BYTES;
  private static final int HI = QueriesLayout.HI / Long.BYTES;
  private static final int LO = QueriesLayout.LO / Long.BYTES;
  private static final int LAST = QueriesLayout.TABLE / Long.BYTES;
  private static final long NARROW = -1L << 32;

  private final BpfProgram lookup;
  private final MappedRegion region;
  private final int slot;
  private final long[] asked = new long[QueriesLayout.QUERIES_MAX * WORDS];
  private final long[] answered = new long[QueriesLayout.QUERIES_MAX * WORDS];
  private final int[] expected = new int[QueriesLayout.QUERIES_MAX];
  private final int[] tables = new int[QueriesLayout.QUERIES_MAX];
  private final Question[] questions = new Question[QueriesLayout.QUERIES_MAX];
  private int count;

  /** Sees an answer. */
  interface Answer {
    void answer(Question question, int table, long hi, long lo, int expected, int found);
  }

  /**
   * An empty batch.
   *
   * @param slot of the generation to ask
   */
  Queries(BpfProgram lookup, MappedRegion region, int slot) {
    this.lookup = lookup;
    this.region = region;
    this.slot = slot;
  }

  boolean isFull() {
    return count == QueriesLayout.QUERIES_MAX;
  }

  /** Asks a table for an address, left aligned. */
  void add(Family family, int table, long hi, long lo, int expectedLeaf) {
    boolean narrow = family == Family.V4;
    add(Question.leaf(family), table, narrow ? hi & NARROW : hi, narrow ? 0 : lo, expectedLeaf);
  }

  void add(Question question, int table, long hi, long lo, int expectedAnswer) {
    int at = count * WORDS;
    asked[at + HI] = hi;
    asked[at + LO] = lo;
    asked[at + LAST] = QueriesLayout.word(table, question);
    tables[count] = table;
    questions[count] = question;
    expected[count++] = expectedAnswer;
  }

  /** Runs the program and shows every answer. */
  void run(Answer answers) {
    if (count == 0) {
      return;
    }
    region.setInt(QueriesLayout.SLOT, slot);
    region.setInt(QueriesLayout.COUNT, count);
    region.setInt(QueriesLayout.ANSWERED, 0);
    region.put(QueriesLayout.QUERIES, asked, 0, count * WORDS);
    lookup.testRun(TestRun.withoutPacket(1));
    int done = region.getInt(QueriesLayout.ANSWERED);
    if (done != count) {
      throw new IllegalStateException(
          "the lookup program answered %d of %d questions".formatted(done, count));
    }
    region.get(QueriesLayout.QUERIES, answered, 0, count * WORDS);
    int shown = count;
    count = 0;
    for (int i = 0; i < shown; i++) {
      int at = i * WORDS;
      answers.answer(
          questions[i],
          tables[i],
          asked[at + HI],
          asked[at + LO],
          expected[i],
          QueriesLayout.answer(answered[at + LAST]));
    }
  }
}
