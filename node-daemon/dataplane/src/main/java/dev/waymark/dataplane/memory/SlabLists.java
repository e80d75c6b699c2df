package dev.waymark.dataplane.memory;

import java.util.Arrays;

/** For each size class, the slabs that have room, as doubly linked lists in arrays. */
final class SlabLists {
  static final int NONE = -1;

  private final int[] heads = new int[SizeClass.COUNT];
  private int[] next;
  private int[] previous;

  SlabLists(int slabs) {
    Arrays.fill(heads, NONE);
    next = new int[slabs];
    previous = new int[slabs];
  }

  /** Makes room for so many slabs. */
  void grow(int slabs) {
    next = Arrays.copyOf(next, slabs);
    previous = Arrays.copyOf(previous, slabs);
  }

  /** A slab of the class with room, or {@link #NONE}. */
  int first(int sizeClass) {
    return heads[sizeClass];
  }

  void add(int slab, int sizeClass) {
    int head = heads[sizeClass];
    next[slab] = head;
    previous[slab] = NONE;
    if (head != NONE) {
      previous[head] = slab;
    }
    heads[sizeClass] = slab;
  }

  void remove(int slab, int sizeClass) {
    if (previous[slab] == NONE) {
      heads[sizeClass] = next[slab];
    } else {
      next[previous[slab]] = next[slab];
    }
    if (next[slab] != NONE) {
      previous[next[slab]] = previous[slab];
    }
  }
}
