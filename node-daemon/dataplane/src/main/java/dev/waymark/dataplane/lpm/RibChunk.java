package dev.waymark.dataplane.lpm;

/** A run of neighbouring prefixes, sorted; the low words exist only where keys are wide. */
final class RibChunk {
  static final int CAPACITY = 256;
  private static final long[] NARROW = {};

  final long[] hi = new long[CAPACITY];
  final long[] lo;
  final byte[] length = new byte[CAPACITY];
  final int[] leaf = new int[CAPACITY];
  int size;

  RibChunk(boolean wide) {
    lo = wide ? new long[CAPACITY] : NARROW;
  }

  long lo(int index) {
    return lo.length == 0 ? 0 : lo[index];
  }

  int length(int index) {
    return length[index] & 0xff;
  }

  int compare(int index, long hi, long lo, int length) {
    return Keys.compare(this.hi[index], lo(index), length(index), hi, lo, length);
  }

  /** The first index at or behind {@code from} whose prefix is not before the given one. */
  int lowerBound(int from, long hi, long lo, int length) {
    int low = from;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(middle, hi, lo, length) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  void insert(int index, long hi, long lo, int length, int leaf) {
    move(index, this, index + 1, size - index);
    this.hi[index] = hi;
    if (this.lo.length != 0) {
      this.lo[index] = lo;
    }
    this.length[index] = (byte) length;
    this.leaf[index] = leaf;
    size++;
  }

  void remove(int index) {
    move(index + 1, this, index, size - index - 1);
    size--;
  }

  /** Moves the upper part, from {@code index}, into a new chunk. */
  RibChunk split(int index) {
    RibChunk upper = new RibChunk(lo.length != 0);
    move(index, upper, 0, size - index);
    upper.size = size - index;
    size = index;
    return upper;
  }

  /** Appends all of another chunk, which comes right behind this one. */
  void append(RibChunk other) {
    other.move(0, this, size, other.size);
    size += other.size;
  }

  private void move(int from, RibChunk target, int to, int count) {
    System.arraycopy(hi, from, target.hi, to, count);
    if (lo.length != 0) {
      System.arraycopy(lo, from, target.lo, to, count);
    }
    System.arraycopy(length, from, target.length, to, count);
    System.arraycopy(leaf, from, target.leaf, to, count);
  }
}
