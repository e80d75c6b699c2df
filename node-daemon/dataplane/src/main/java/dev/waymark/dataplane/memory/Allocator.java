package dev.waymark.dataplane.memory;

import java.util.Arrays;

/**
 * Hands out blocks of a range of shared memory, and keeps its books on the Java heap.
 *
 * <p>Blocks come one behind the other from a <em>window</em>, a run of free units of 16 bytes: what
 * is built together lies together, and a lookup that follows it stays within few pages. The range
 * is cut into slabs of 16 KiB, which no small block crosses. When the window has no room, the next
 * one is the longest free run of some slab, chosen so that it is hardly longer than it must be. Who
 * builds much asks for order ({@link #inOrder}): then windows are whole free slabs, one after the
 * other. A block larger than half a slab takes a run of slabs, first fit.
 *
 * <pre>
 *   slab   |AAAAABBCCC··DDDDD········EE|           · a free unit
 *                     │      └─window─┘
 *                     └ comes back by the lists when somebody wants two units
 * </pre>
 *
 * <p>An allocation from the window costs a handful of loads, a new window a look at the 1024 units
 * of a slab; the books take an eightieth of the range in heap.
 *
 * <p>When the range is full, allocation goes on beyond its end and {@link #overflowed()} says so:
 * the caller finishes its work without writing there, learns from {@link #end()} what it would have
 * needed, and takes it back. Not safe for several threads.
 */
public final class Allocator {
  private static final int SLAB_UNITS = Slabs.SLAB / UnitMap.UNIT;
  private static final int SMALL_UNITS = SLAB_UNITS / 2;
  private static final int NONE = SlabLists.NONE;

  private final int base;
  private final Slabs slabs;
  private final UnitMap units;
  private final SlabLists lists;

  /** Units in use of each slab of small blocks. */
  private short[] counts;

  /** The free units that come next. Their slab is not in the lists. */
  private int window;

  private int windowEnd;
  private int windowSlab = NONE;

  /** Whether the window's slab was free when it became the window. */
  private boolean windowInOrder;

  private boolean inOrder;

  /** Blocks were marked in slabs that are not listed yet. */
  private boolean marked;

  private long usedUnits;

  /**
   * Everything free.
   *
   * @param base offset of the first byte to hand out, a multiple of 16
   * @param end offset behind the last
   */
  public Allocator(int base, int end) {
    if (base % UnitMap.UNIT != 0 || end - base < Slabs.SLAB) {
      throw new IllegalArgumentException("nothing to allocate: base=" + base + " end=" + end);
    }
    this.base = base;
    slabs = new Slabs((end - base) / Slabs.SLAB);
    counts = new short[slabs.room()];
    units = new UnitMap(slabs.room() * SLAB_UNITS);
    lists = new SlabLists(slabs.room());
  }

  /** The offset of a new block of at least that many bytes, a multiple of 16. */
  public int allocate(int bytes) {
    int count = unitsFor(bytes);
    if (count > SMALL_UNITS) {
      int run = slabsFor(count);
      int slab = slabs.takeRun(run);
      grow();
      usedUnits += (long) run * SLAB_UNITS;
      return base + slab * Slabs.SLAB;
    }
    if (windowEnd - window < count || (inOrder && !windowInOrder)) {
      openWindow(count);
    }
    int unit = window;
    window += count;
    take(windowSlab, unit, count);
    return base + unit * UnitMap.UNIT;
  }

  /**
   * While it is on, small blocks come in ascending order from slabs that hold no others, as far as
   * free ones follow each other.
   */
  void inOrder(boolean on) {
    inOrder = on;
  }

  /** Gives a block back. Throws if there is none at that offset. */
  public void free(int offset) {
    int slab = slabOf(offset);
    if (slabs.isLarge(slab) && offset == base + slab * Slabs.SLAB) {
      usedUnits -= (long) slabs.releaseRun(slab) * SLAB_UNITS;
      return;
    }
    if (!isUsed(offset)) {
      throw new IllegalStateException("no block begins at " + offset);
    }
    listMarked();
    int unit = (offset - base) / UnitMap.UNIT;
    int least = slab * SLAB_UNITS;
    int limit = least + SLAB_UNITS;
    int end = units.blockEnd(unit, limit);
    units.free(unit, end);
    usedUnits -= end - unit;
    counts[slab] -= (short) (end - unit);
    if (slab == windowSlab) {
      return;
    }
    if (counts[slab] == 0) {
      lists.put(slab, 0);
      slabs.release(slab);
    } else {
      int run = units.firstUsed(end, limit) - units.freeStart(unit, least);
      lists.put(slab, Math.max(run, lists.room(slab)));
    }
  }

  /**
   * Marks a block as in use that was found by walking, after a restart.
   *
   * @return false if it was marked before
   * @throws IllegalStateException if it cannot lie there beside what is marked already
   */
  public boolean mark(int offset, int bytes) {
    int slab = slabOf(offset);
    int count = unitsFor(bytes);
    if (count > SMALL_UNITS) {
      return markLarge(offset, slab, slabsFor(count));
    }
    int unit = (offset - base) / UnitMap.UNIT;
    int limit = (slab + 1) * SLAB_UNITS;
    if (isUsed(offset) && slabs.hasBlocks(slab)) {
      if (units.blockEnd(unit, limit) != unit + count) {
        throw new IllegalStateException(
            "block " + offset + " of " + bytes + " bytes was seen with another length");
      }
      return false;
    }
    boolean possible = isAligned(offset) && unit + count <= limit && slabs.markForBlocks(slab);
    grow();
    if (!possible || units.firstUsed(unit, unit + count) != unit + count) {
      throw new IllegalStateException(
          "block " + offset + " of " + bytes + " bytes overlaps others");
    }
    marked = true;
    take(slab, unit, count);
    return true;
  }

  private boolean markLarge(int offset, int slab, int run) {
    if (offset == base + slab * Slabs.SLAB) {
      if (slabs.isLarge(slab)) {
        return false;
      }
      if (slabs.markRun(slab, run)) {
        grow();
        usedUnits += (long) run * SLAB_UNITS;
        return true;
      }
    }
    throw new IllegalStateException("block " + offset + " overlaps others");
  }

  /** Whether a block begins at that offset and is in use. */
  public boolean isUsed(int offset) {
    int slab = (offset - base) / Slabs.SLAB;
    if (offset < base || !isAligned(offset)) {
      return false;
    }
    return slabs.hasBlocks(slab)
        ? units.begins((offset - base) / UnitMap.UNIT)
        : slabs.isLarge(slab) && offset == base + slab * Slabs.SLAB;
  }

  /** Makes the range larger; blocks stay where they are. */
  public void extend(int end) {
    slabs.extend((end - base) / Slabs.SLAB);
  }

  /** Bytes of all blocks in use, rounding included. */
  public long usedBytes() {
    return usedUnits * UnitMap.UNIT;
  }

  /** Whether a block in use lies beyond the range. */
  public boolean overflowed() {
    return slabs.overflowed();
  }

  /** Offset behind the furthest slab handed out since the last {@link #forgetOverflow}. */
  public long end() {
    return base + (long) slabs.highest() * Slabs.SLAB;
  }

  /** After everything beyond the range was given back: {@link #overflowed()} is false again. */
  public void forgetOverflow() {
    closeWindow();
    slabs.forgetOverflow();
  }

  private void take(int slab, int unit, int count) {
    units.take(unit, unit + count);
    counts[slab] += (short) count;
    usedUnits += count;
  }

  private void openWindow(int count) {
    listMarked();
    closeWindow();
    int slab = inOrder ? NONE : lists.withRoom(count);
    windowInOrder = slab == NONE;
    if (windowInOrder) {
      slab = slabs.takeForBlocks();
      grow();
    } else {
      lists.put(slab, 0);
    }
    int limit = (slab + 1) * SLAB_UNITS;
    window = units.longestFree(slab * SLAB_UNITS, limit);
    windowEnd = units.firstUsed(window, limit);
    windowSlab = slab;
  }

  /** What is left of the window is for whoever finds it by its length. */
  private void closeWindow() {
    int slab = windowSlab;
    if (slab == NONE) {
      return;
    }
    windowSlab = NONE;
    windowEnd = window;
    if (counts[slab] == 0) {
      slabs.release(slab);
    } else {
      list(slab);
    }
  }

  private void listMarked() {
    if (marked) {
      marked = false;
      for (int slab = 0; slab < slabs.touched(); slab++) {
        if (slabs.hasBlocks(slab) && slab != windowSlab) {
          list(slab);
        }
      }
    }
  }

  private void list(int slab) {
    int limit = (slab + 1) * SLAB_UNITS;
    int longest = units.longestFree(slab * SLAB_UNITS, limit);
    lists.put(slab, units.firstUsed(longest, limit) - longest);
  }

  /** As many books as there are slabs. */
  private void grow() {
    int room = slabs.room();
    if (room > counts.length) {
      counts = Arrays.copyOf(counts, room);
      lists.grow(room);
      units.grow(room * SLAB_UNITS);
    }
  }

  private int slabOf(int offset) {
    int slab = (offset - base) / Slabs.SLAB;
    if (offset < base || slab >= slabs.known()) {
      throw new IllegalStateException("offset " + offset + " is outside of the allocator's range");
    }
    return slab;
  }

  private boolean isAligned(int offset) {
    return (offset - base) % UnitMap.UNIT == 0;
  }

  private static int unitsFor(int bytes) {
    if (bytes <= 0) {
      throw new IllegalArgumentException("a block of " + bytes + " bytes");
    }
    return (bytes + UnitMap.UNIT - 1) / UnitMap.UNIT;
  }

  private static int slabsFor(int count) {
    return (count + SLAB_UNITS - 1) / SLAB_UNITS;
  }
}
