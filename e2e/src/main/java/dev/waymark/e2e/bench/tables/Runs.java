package dev.waymark.e2e.bench.tables;

import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * The right answers: a table flattened to runs of neighbouring addresses with one answer, found by
 * binary search. It shares nothing with any structure that is measured.
 */
public final class Runs {

  private final long[] hi;
  private final long[] lo;
  private final int[] answer;

  private Runs(long[] hi, long[] lo, int[] answer) {
    this.hi = hi;
    this.lo = lo;
    this.answer = answer;
  }

  private record Open(long endHi, long endLo, int nextHop) {}

  /** Flattens a table; addresses that no prefix covers answer 0. */
  public static Runs of(PrefixTable table) {
    int most = 2 * table.size() + 1;
    var runs = new Runs(new long[most], new long[most], new int[most]);
    var open = new ArrayDeque<Open>();
    int n = 0;
    n = runs.start(n, 0, 0, 0);
    for (int i = 0; i < table.size(); i++) {
      long startHi = table.hi()[i];
      long startLo = table.lo()[i];
      n = runs.closeBefore(n, open, startHi, startLo);
      n = runs.start(n, startHi, startLo, table.nextHop()[i]);
      int length = table.bits(i);
      open.push(
          new Open(
              startHi | (length >= 64 ? 0 : -1L >>> length),
              startLo | (length <= 64 ? -1L : length == 128 ? 0 : -1L >>> (length - 64)),
              table.nextHop()[i]));
    }
    n = runs.closeBefore(n, open, -1L, -1L);
    return new Runs(
        Arrays.copyOf(runs.hi, n), Arrays.copyOf(runs.lo, n), Arrays.copyOf(runs.answer, n));
  }

  /** The next hop of the longest prefix that covers an address; 0: none. */
  public int answer(long addressHi, long addressLo) {
    int low = 0;
    int high = hi.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (compare(hi[middle], lo[middle], addressHi, addressLo) <= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return answer[low];
  }

  private int closeBefore(int count, ArrayDeque<Open> open, long startHi, long startLo) {
    int n = count;
    while (!open.isEmpty()
        && compare(open.peek().endHi(), open.peek().endLo(), startHi, startLo) < 0) {
      Open closed = open.pop();
      int outer = open.isEmpty() ? 0 : open.peek().nextHop();
      long nextLo = closed.endLo() + 1;
      n = start(n, closed.endHi() + (nextLo == 0 ? 1 : 0), nextLo, outer);
    }
    return n;
  }

  /** Begins a run; one that would be empty is overwritten. */
  private int start(int count, long startHi, long startLo, int nextHop) {
    int at = count;
    if (count > 0 && hi[count - 1] == startHi && lo[count - 1] == startLo) {
      at = count - 1;
    }
    hi[at] = startHi;
    lo[at] = startLo;
    answer[at] = nextHop;
    return at + 1;
  }

  private static int compare(long aHi, long aLo, long bHi, long bLo) {
    int byHi = Long.compareUnsigned(aHi, bHi);
    return byHi != 0 ? byHi : Long.compareUnsigned(aLo, bLo);
  }
}
