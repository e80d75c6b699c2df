package dev.waymark.dataplane.lpm;

/** Ranges of keys, sorted and apart from each other. */
public final class KeyRanges {
  /** No key. */
  public static final KeyRanges NONE =
      new KeyRanges(new long[0], new long[0], new long[0], new long[0], 0);

  /** Every key. */
  public static final KeyRanges ALL =
      new KeyRanges(new long[1], new long[1], new long[] {-1}, new long[] {-1}, 1);

  private final long[] firstHi;
  private final long[] firstLo;
  private final long[] lastHi;
  private final long[] lastLo;
  private final int size;

  private KeyRanges(long[] firstHi, long[] firstLo, long[] lastHi, long[] lastLo, int size) {
    this.firstHi = firstHi;
    this.firstLo = firstLo;
    this.lastHi = lastHi;
    this.lastLo = lastLo;
    this.size = size;
  }

  /** The keys that prefixes cover; 0/0, which stands outside of tries, is left out. */
  public static KeyRanges of(Changes prefixes) {
    prefixes.sort();
    int most = prefixes.size();
    KeyRanges ranges =
        new KeyRanges(new long[most], new long[most], new long[most], new long[most], 0);
    int size = 0;
    for (int i = 0; i < most; i++) {
      long hi = prefixes.hi(i);
      long lo = prefixes.lo(i);
      int length = prefixes.length(i);
      // In this order a prefix comes behind those that cover it.
      boolean covered =
          size > 0
              && Keys.compare(hi, lo, 0, ranges.lastHi[size - 1], ranges.lastLo[size - 1], 0) <= 0;
      if (length > 0 && !covered) {
        ranges.firstHi[size] = hi;
        ranges.firstLo[size] = lo;
        ranges.lastHi[size] = hi | ~Keys.maskHi(length);
        ranges.lastLo[size++] = lo | ~Keys.maskLo(length);
      }
    }
    return new KeyRanges(ranges.firstHi, ranges.firstLo, ranges.lastHi, ranges.lastLo, size);
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** Shows every range in order. */
  public void forEach(TrieRanges.Visitor visitor) {
    for (int i = 0; i < size; i++) {
      visitor.range(firstHi[i], firstLo[i], lastHi[i], lastLo[i]);
    }
  }

  /** Whether one of the keys lies between two, inclusive. */
  boolean meets(long fromHi, long fromLo, long toHi, long toLo) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Keys.compare(firstHi[middle], firstLo[middle], 0, toHi, toLo, 0) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low > 0 && Keys.compare(lastHi[low - 1], lastLo[low - 1], 0, fromHi, fromLo, 0) >= 0;
  }
}
