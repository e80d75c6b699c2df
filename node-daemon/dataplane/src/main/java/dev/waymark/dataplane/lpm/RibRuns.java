package dev.waymark.dataplane.lpm;

/**
 * Walks the whole space of keys as a {@link Rib} divides it: ranges within which no prefix begins
 * or ends, in order, each with its leaf. The walk keeps the prefixes that are open on a stack, so
 * that a step costs no search. 0/0 is what answers where no other prefix does.
 *
 * <p>Keys are of 128 bits; those of a narrow rib have all others below. Valid until the rib
 * changes.
 */
public final class RibRuns {
  private static final int DEEPEST = 129;

  private final Rib rib;
  private final int otherwise;
  private final long[] openEndHi = new long[DEEPEST];
  private final long[] openEndLo = new long[DEEPEST];
  private final int[] openLeaf = new int[DEEPEST];
  private int open;

  /** The prefix that opens next. */
  private long position;

  private long endHi;
  private long endLo;
  private int leaf;

  /** Begins at key 0. */
  public RibRuns(Rib rib) {
    this.rib = rib;
    this.otherwise = rib.get(0, 0, 0);
    seek(0, 0);
  }

  /** The answer for every key of the range. */
  public int leaf() {
    return leaf;
  }

  /** Whether a prefix other than 0/0 answers. */
  public boolean isCovered() {
    return open > 0;
  }

  /** The last key of the range. */
  public long endHi() {
    return endHi;
  }

  public long endLo() {
    return endLo;
  }

  /** Goes to the range that a key lies in. */
  public void seek(long hi, long lo) {
    open = 0;
    int most = rib.wide() ? 128 : 64;
    for (long at = rib.coveringPosition(hi, lo, most);
        at >= 0;
        at = rib.coveringPosition(hi, lo, rib.length(at) - 1)) {
      push(at);
    }
    reverse();
    long next = rib.lowerBound(hi, lo, 255);
    position = next;
    settle();
  }

  /** Goes to the next range. Returns false if this one was the last. */
  public boolean next() {
    long lo = endLo + 1;
    long hi = lo == 0 ? endHi + 1 : endHi;
    if (hi == 0 && lo == 0) {
      return false;
    }
    while (open > 0 && openEndHi[open - 1] == endHi && openEndLo[open - 1] == endLo) {
      open--;
    }
    while (position != rib.end() && rib.hi(position) == hi && rib.lo(position) == lo) {
      push(position);
      position = rib.next(position);
    }
    settle();
    return true;
  }

  /** Leaf and end of the range that begins where the walk stands. */
  private void settle() {
    leaf = open == 0 ? otherwise : openLeaf[open - 1];
    endHi = open == 0 ? -1L : openEndHi[open - 1];
    endLo = open == 0 ? -1L : openEndLo[open - 1];
    if (position != rib.end()) {
      long hi = rib.hi(position);
      long lo = rib.lo(position);
      if (Keys.compare(hi, lo, 0, endHi, endLo, 0) <= 0) {
        endLo = lo - 1;
        endHi = lo == 0 ? hi - 1 : hi;
      }
    }
  }

  private void push(long at) {
    int length = rib.length(at);
    openEndHi[open] = rib.hi(at) | ~Keys.maskHi(length);
    openEndLo[open] = rib.lo(at) | ~Keys.maskLo(length);
    openLeaf[open++] = rib.leaf(at);
  }

  /** The longest prefix was found first, and belongs on top. */
  private void reverse() {
    for (int low = 0, high = open - 1; low < high; low++, high--) {
      swap(openEndHi, low, high);
      swap(openEndLo, low, high);
      int other = openLeaf[low];
      openLeaf[low] = openLeaf[high];
      openLeaf[high] = other;
    }
  }

  private static void swap(long[] values, int low, int high) {
    long other = values[low];
    values[low] = values[high];
    values[high] = other;
  }
}
