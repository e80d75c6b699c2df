package dev.waymark.dataplane.commit;

import dev.waymark.dataplane.lpm.Changes;
import dev.waymark.dataplane.lpm.Rib;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What was done to one RIB since the stable generation, so that it can be undone: each changed
 * prefix with the leaf it had (0: it was not there), or a whole RIB that was exchanged for another.
 */
final class UndoLog {
  private static final int EXCHANGE = 255;

  private long[] hi = new long[4];
  private long[] lo = new long[4];
  private byte[] length = new byte[4];
  private int[] leaf = new int[4];
  private int size;
  private final List<Rib> exchanged = new ArrayList<>();

  int size() {
    return size;
  }

  boolean isExchange(int index) {
    return (length[index] & 0xff) == EXCHANGE;
  }

  long hi(int index) {
    return hi[index];
  }

  long lo(int index) {
    return lo[index];
  }

  int length(int index) {
    return length[index] & 0xff;
  }

  int leaf(int index) {
    return leaf[index];
  }

  Rib exchanged(int index) {
    return exchanged.get(leaf[index]);
  }

  void changed(long hi, long lo, int length, int oldLeaf) {
    if (size == this.hi.length) {
      this.hi = Arrays.copyOf(this.hi, size * 2);
      this.lo = Arrays.copyOf(this.lo, size * 2);
      this.length = Arrays.copyOf(this.length, size * 2);
      this.leaf = Arrays.copyOf(this.leaf, size * 2);
    }
    this.hi[size] = hi;
    this.lo[size] = lo;
    this.length[size] = (byte) length;
    this.leaf[size++] = oldLeaf;
  }

  void exchanged(Rib old) {
    changed(0, 0, EXCHANGE, exchanged.size());
    exchanged.add(old);
  }

  /** Whether a whole RIB was exchanged at or behind a mark. */
  boolean exchangedSince(int mark) {
    for (int i = size - 1; i >= mark; i--) {
      if (isExchange(i)) {
        return true;
      }
    }
    return false;
  }

  /** The prefixes changed at or behind a mark. */
  Changes changesSince(int mark) {
    Changes changes = new Changes();
    for (int i = mark; i < size; i++) {
      changes.add(hi[i], lo[i], length(i));
    }
    return changes;
  }

  void truncate(int mark) {
    size = mark;
    if (mark == 0) {
      exchanged.clear();
      if (hi.length > 1024) {
        hi = new long[4];
        lo = new long[4];
        length = new byte[4];
        leaf = new int[4];
      }
    }
  }
}
