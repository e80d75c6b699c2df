package dev.waymark.dataplane.memory;

import java.util.Arrays;

/**
 * Slabs with room, by their longest run of free units: a doubly linked list, in arrays, for each
 * power of two that the run is at least.
 */
final class SlabLists {
  static final int NONE = -1;

  private static final int LISTS = Integer.SIZE;

  private final int[] heads = new int[LISTS];
  private int[] next;
  private int[] previous;
  private short[] room;

  SlabLists(int slabs) {
    Arrays.fill(heads, NONE);
    next = new int[slabs];
    previous = new int[slabs];
    room = new short[slabs];
  }

  /** Makes room for so many slabs. */
  void grow(int slabs) {
    next = Arrays.copyOf(next, slabs);
    previous = Arrays.copyOf(previous, slabs);
    room = Arrays.copyOf(room, slabs);
  }

  /** The longest run of a listed slab, in units; 0: it is not listed. */
  int room(int slab) {
    return room[slab];
  }

  /**
   * A slab with a run of at least so many units, and hardly a longer one than must be, so that long
   * runs are kept for those who need them; {@link #NONE} if there is none.
   */
  int withRoom(int units) {
    int list = list(units);
    int slab = heads[list];
    if (slab != NONE && room[slab] >= units) {
      return slab;
    }
    for (list++; list < LISTS; list++) {
      if (heads[list] != NONE) {
        return heads[list];
      }
    }
    return NONE;
  }

  /** Lists a slab by its longest run; 0 takes it off the lists. */
  void put(int slab, int units) {
    int old = room[slab];
    room[slab] = (short) units;
    if (old != 0 && units != 0 && list(old) == list(units)) {
      return;
    }
    if (old != 0) {
      remove(slab, list(old));
    }
    if (units != 0) {
      add(slab, list(units));
    }
  }

  private void add(int slab, int list) {
    int head = heads[list];
    next[slab] = head;
    previous[slab] = NONE;
    if (head != NONE) {
      previous[head] = slab;
    }
    heads[list] = slab;
  }

  private void remove(int slab, int list) {
    if (previous[slab] == NONE) {
      heads[list] = next[slab];
    } else {
      next[previous[slab]] = next[slab];
    }
    if (next[slab] != NONE) {
      previous[next[slab]] = previous[slab];
    }
  }

  /** The largest power of two that is not more. */
  private static int list(int units) {
    return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(units);
  }
}
