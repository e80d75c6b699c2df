package dev.waymark.dataplane.lpm;

import java.util.Arrays;

/** Prefixes that were added, removed or given another leaf; sorted before they are used. */
public final class Changes {
  private long[] hi = new long[4];
  private long[] lo = new long[4];
  private byte[] length = new byte[4];
  private int size;

  /** Notes a prefix; twice does no harm. */
  public void add(long hi, long lo, int length) {
    if (size == this.hi.length) {
      this.hi = Arrays.copyOf(this.hi, size * 2);
      this.lo = Arrays.copyOf(this.lo, size * 2);
      this.length = Arrays.copyOf(this.length, size * 2);
    }
    this.hi[size] = hi;
    this.lo[size] = lo;
    this.length[size++] = (byte) length;
  }

  public int size() {
    return size;
  }

  public long hi(int index) {
    return hi[index];
  }

  public long lo(int index) {
    return lo[index];
  }

  public int length(int index) {
    return length[index] & 0xff;
  }

  /** Puts the prefixes into the order of {@link Keys#compare}. */
  void sort() {
    boolean sorted = true;
    for (int i = 1; i < size && sorted; i++) {
      sorted = compare(i - 1, i) <= 0;
    }
    if (sorted) {
      return;
    }
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, this::compare);
    long[] sortedHi = new long[size];
    long[] sortedLo = new long[size];
    byte[] sortedLength = new byte[size];
    for (int i = 0; i < size; i++) {
      sortedHi[i] = hi[order[i]];
      sortedLo[i] = lo[order[i]];
      sortedLength[i] = length[order[i]];
    }
    hi = sortedHi;
    lo = sortedLo;
    length = sortedLength;
  }

  private int compare(int left, int right) {
    return Keys.compare(hi[left], lo[left], length(left), hi[right], lo[right], length(right));
  }
}
