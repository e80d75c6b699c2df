package dev.waymark.dataplane.memory;

import java.util.Arrays;

/**
 * A run of free units of one slab, handed out from its start on.
 *
 * <p>In a slab that was free, a block that fits one cache line does not lie across two: a reader,
 * which finds its way inside the block by the block's first word, would wait twice. The units that
 * are left out so wait for the next block that fits there. Where older blocks left a run, it is
 * filled without that, or its rest would fit nobody.
 */
final class Window {
  private static final int NONE = SlabLists.NONE;

  /** Units of a cache line. */
  private static final int LINE = 64 / UnitMap.UNIT;

  /** Where the lines lie among the units. */
  private final int shift;

  private int slab = NONE;
  private int next;
  private int end;
  private boolean inOrder;

  /** The unit at which a run of that many, left out, begins. */
  private final int[] leftOut = new int[LINE];

  /**
   * Closed.
   *
   * @param base offset of unit 0
   */
  Window(int base) {
    shift = base / UnitMap.UNIT;
    Arrays.fill(leftOut, NONE);
  }

  /** The slab, or {@link SlabLists#NONE} if the window is closed. */
  int slab() {
    return slab;
  }

  /** Whether the slab held nothing when the window was opened. */
  boolean isInOrder() {
    return inOrder;
  }

  void open(int slab, int next, int end, boolean inOrder) {
    this.slab = slab;
    this.next = next;
    this.end = end;
    this.inOrder = inOrder;
  }

  void close() {
    slab = NONE;
    next = 0;
    end = 0;
    Arrays.fill(leftOut, NONE);
  }

  /** The first of so many units, which are not the window's any more; NONE if it has no room. */
  int take(int count) {
    for (int size = count; size < LINE; size++) {
      int unit = leftOut[size];
      if (unit != NONE) {
        leftOut[size] = NONE;
        if (size > count) {
          leftOut[size - count] = unit + count;
        }
        return unit;
      }
    }
    int left = LINE - (next + shift) % LINE;
    int skipped = inOrder && count <= LINE && count > left ? left : 0;
    int unit = next + skipped;
    if (unit + count > end) {
      return NONE;
    }
    if (skipped > 0) {
      leftOut[skipped] = next;
    }
    next = unit + count;
    return unit;
  }
}
