package dev.waymark.dataplane.memory;

import java.util.Arrays;

/**
 * What each slab of a range serves, and which are free. A slab holds small blocks, or is part of a
 * run that is one large block. Slabs beyond the range are handed out when none in it is free.
 */
final class Slabs {
  /** Bytes. */
  static final int SLAB = 16384;

  private static final byte FREE = 0;
  private static final byte BLOCKS = 1;
  private static final byte LARGE = 2;
  private static final byte LARGE_TAIL = 3;

  /** Beyond this, offsets would no longer be ints. */
  private static final int MOST = (1 << 30) / SLAB;

  private int inRange;
  private byte[] kinds;

  /** Slabs below this have been handed out at some time; those above never. */
  private int touched;

  /** No slab below this is free. */
  private int firstFree;

  private int highest;

  Slabs(int inRange) {
    this.inRange = inRange;
    kinds = new byte[Math.min(inRange, 64)];
  }

  /** Slabs that there are books for. */
  int room() {
    return kinds.length;
  }

  /** No slab from here on was ever handed out. */
  int touched() {
    return touched;
  }

  /** Slabs that there may be blocks in. */
  int known() {
    return Math.max(inRange, touched);
  }

  boolean hasBlocks(int slab) {
    return slab < kinds.length && kinds[slab] == BLOCKS;
  }

  /** Whether a large block begins with the slab. */
  boolean isLarge(int slab) {
    return slab < kinds.length && kinds[slab] == LARGE;
  }

  /** A free slab, which holds small blocks from here on. */
  int takeForBlocks() {
    int slab = freeRun(1);
    kinds[slab] = BLOCKS;
    highest = Math.max(highest, slab + 1);
    return slab;
  }

  /** The first slab of a run for one large block. */
  int takeRun(int run) {
    int slab = freeRun(run);
    putRun(slab, run);
    return slab;
  }

  /** The slab holds small blocks that were found by walking; false: it cannot. */
  boolean markForBlocks(int slab) {
    grow(slab + 1);
    if (kinds[slab] != FREE && kinds[slab] != BLOCKS) {
      return false;
    }
    kinds[slab] = BLOCKS;
    touched = Math.max(touched, slab + 1);
    highest = Math.max(highest, slab + 1);
    return true;
  }

  /** The run is a large block that was found by walking; false: it cannot be. */
  boolean markRun(int slab, int run) {
    grow(slab + run);
    for (int i = slab; i < slab + run; i++) {
      if (kinds[i] != FREE) {
        return false;
      }
    }
    putRun(slab, run);
    return true;
  }

  /** The slab's small blocks are gone. */
  void release(int slab) {
    kinds[slab] = FREE;
    firstFree = Math.min(firstFree, slab);
  }

  /** The large block that begins with the slab is gone. Returns how many slabs it had. */
  int releaseRun(int slab) {
    int end = slab + 1;
    while (end < touched && kinds[end] == LARGE_TAIL) {
      end++;
    }
    for (int i = slab; i < end; i++) {
      release(i);
    }
    return end - slab;
  }

  void extend(int slabs) {
    inRange = Math.max(inRange, slabs);
  }

  boolean overflowed() {
    return highest > inRange;
  }

  /** Behind the furthest slab handed out since the last {@link #forgetOverflow}. */
  int highest() {
    return highest;
  }

  void forgetOverflow() {
    while (touched > 0 && kinds[touched - 1] == FREE) {
      touched--;
    }
    highest = touched;
    if (overflowed()) {
      throw new IllegalStateException("blocks beyond the range are still in use");
    }
  }

  private void putRun(int slab, int run) {
    kinds[slab] = LARGE;
    Arrays.fill(kinds, slab + 1, slab + run, LARGE_TAIL);
    touched = Math.max(touched, slab + run);
    highest = Math.max(highest, slab + run);
  }

  /** The first of so many free slabs in a row; behind the range if there are none in it. */
  private int freeRun(int run) {
    while (firstFree < touched && kinds[firstFree] != FREE) {
      firstFree++;
    }
    int length = 0;
    int slab = firstFree;
    while (length < run && slab < touched) {
      length = kinds[slab++] == FREE ? length + 1 : 0;
    }
    int first = slab - length;
    if (first < inRange && first + run > inRange) {
      // It would straddle the end of the range, and count as overflow either way.
      first = Math.max(inRange, first);
    }
    if (first + run > MOST) {
      throw new StoreFullException(
          "no store can hold this: more than " + (long) MOST * SLAB + " bytes");
    }
    grow(first + run);
    touched = Math.max(touched, first + run);
    return first;
  }

  private void grow(int room) {
    if (room > kinds.length) {
      kinds = Arrays.copyOf(kinds, Math.max(room, kinds.length * 2));
    }
  }
}
