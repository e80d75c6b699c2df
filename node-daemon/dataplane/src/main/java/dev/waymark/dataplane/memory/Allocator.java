package dev.waymark.dataplane.memory;

import java.util.Arrays;

/**
 * Hands out blocks of a range of shared memory, and keeps its books on the Java heap.
 *
 * <p>The range is cut into slabs of 16 KiB. A slab holds blocks of one size class and a bitmap of
 * those in use; slabs with room hang in one list for each class; a slab without blocks returns to
 * the free ones and may then serve another class. A block larger than half a slab takes a run of
 * slabs, first fit. Rounding wastes at most 15 bytes up to 512, and at most half above that, where
 * blocks are few. An allocation costs a handful of loads; 1/128 of the range is the cost in heap.
 *
 * <p>When the range is full, allocation goes on beyond its end and {@link #overflowed()} says so:
 * the caller finishes its work without writing there, learns from {@link #end()} what it would have
 * needed, and takes it back. Not safe for several threads.
 */
public final class Allocator {
  private static final int LARGE = 0xff;
  private static final int LARGE_TAIL = 0xfe;
  private static final int WORDS = SizeClass.SLAB / SizeClass.UNIT / Long.SIZE;

  /** Beyond this, offsets would no longer be ints. */
  private static final int SLABS_MAX = (1 << 30) / SizeClass.SLAB;

  private final int base;
  private int slabs;
  private byte[] classes;
  private short[] counts;
  private long[] used;
  private final SlabLists partial;

  /** Slabs below this have been handed out at some time; those above never. */
  private int touched;

  /** No slab below this is free. */
  private int firstFree;

  private long usedBytes;
  private int highest;

  /**
   * Everything free.
   *
   * @param base offset of the first byte to hand out, a multiple of 16
   * @param end offset behind the last
   */
  public Allocator(int base, int end) {
    if (base % SizeClass.UNIT != 0 || end - base < SizeClass.SLAB) {
      throw new IllegalArgumentException("nothing to allocate: base=" + base + " end=" + end);
    }
    this.base = base;
    this.slabs = (end - base) / SizeClass.SLAB;
    int room = Math.min(slabs, 64);
    classes = new byte[room];
    counts = new short[room];
    used = new long[room * WORDS];
    partial = new SlabLists(room);
  }

  /** The offset of a new block of at least that many bytes, a multiple of 16. */
  public int allocate(int bytes) {
    int sizeClass = SizeClass.of(bytes);
    return sizeClass == 0 ? allocateLarge(bytes) : allocateSmall(sizeClass);
  }

  /** Gives a block back. Throws if there is none at that offset. */
  public void free(int offset) {
    int slab = slabOf(offset);
    int sizeClass = classes[slab] & 0xff;
    if (sizeClass == LARGE && offset == start(slab)) {
      freeLarge(slab);
      return;
    }
    int index = indexOf(slab, sizeClass, offset);
    int word = slab * WORDS + (index >>> 6);
    long bit = 1L << index;
    if ((used[word] & bit) == 0) {
      throw new IllegalStateException("block " + offset + " is not in use");
    }
    used[word] &= ~bit;
    usedBytes -= SizeClass.bytes(sizeClass);
    int count = --counts[slab];
    if (count == SizeClass.perSlab(sizeClass) - 1) {
      partial.add(slab, sizeClass);
    }
    if (count == 0) {
      partial.remove(slab, sizeClass);
      release(slab);
    }
  }

  /**
   * Marks a block as in use that was found by walking, after a restart.
   *
   * @return false if it was marked before
   * @throws IllegalStateException if it cannot lie there beside what is marked already
   */
  public boolean mark(int offset, int bytes) {
    int sizeClass = SizeClass.of(bytes);
    int slab = slabOf(offset);
    grow(slab + SizeClass.slabs(bytes));
    if (sizeClass == 0) {
      return markLarge(slab, offset, SizeClass.slabs(bytes));
    }
    if (classes[slab] == 0) {
      classes[slab] = (byte) sizeClass;
      partial.add(slab, sizeClass);
      touched = Math.max(touched, slab + 1);
    }
    if ((classes[slab] & 0xff) != sizeClass) {
      throw new IllegalStateException(
          "block " + offset + " of " + bytes + " bytes lies in a slab of other blocks");
    }
    int index = indexOf(slab, sizeClass, offset);
    int word = slab * WORDS + (index >>> 6);
    if ((used[word] & (1L << index)) != 0) {
      return false;
    }
    take(slab, sizeClass, index);
    return true;
  }

  /** Whether a block begins at that offset and is in use. */
  public boolean isUsed(int offset) {
    int slab = (offset - base) / SizeClass.SLAB;
    if (offset < base || slab >= touched) {
      return false;
    }
    int sizeClass = classes[slab] & 0xff;
    if (sizeClass == 0 || sizeClass >= LARGE_TAIL) {
      return sizeClass == LARGE && offset == start(slab);
    }
    int index = (offset - start(slab)) / SizeClass.bytes(sizeClass);
    return start(slab) + index * SizeClass.bytes(sizeClass) == offset
        && (used[slab * WORDS + (index >>> 6)] & (1L << index)) != 0;
  }

  /** Makes the range larger; blocks stay where they are. */
  public void extend(int end) {
    slabs = Math.max(slabs, (end - base) / SizeClass.SLAB);
  }

  /** Bytes of all blocks in use, rounding included. */
  public long usedBytes() {
    return usedBytes;
  }

  /** Whether a block in use lies beyond the range. */
  public boolean overflowed() {
    return highest > slabs;
  }

  /** Offset behind the furthest slab ever handed out since the last {@link #forgetOverflow}. */
  public long end() {
    return base + (long) highest * SizeClass.SLAB;
  }

  /** After everything beyond the range was given back: {@link #overflowed()} is false again. */
  public void forgetOverflow() {
    int last = touched;
    while (last > 0 && classes[last - 1] == 0) {
      last--;
    }
    touched = last;
    highest = last;
    if (overflowed()) {
      throw new IllegalStateException("blocks beyond the range are still in use");
    }
  }

  private int allocateSmall(int sizeClass) {
    int slab = partial.first(sizeClass);
    if (slab == SlabLists.NONE) {
      slab = freeRun(1);
      classes[slab] = (byte) sizeClass;
      partial.add(slab, sizeClass);
    }
    int word = slab * WORDS;
    while (used[word] == -1L) {
      word++;
    }
    int index = (word - slab * WORDS) * Long.SIZE + Long.numberOfTrailingZeros(~used[word]);
    take(slab, sizeClass, index);
    return start(slab) + index * SizeClass.bytes(sizeClass);
  }

  private void take(int slab, int sizeClass, int index) {
    used[slab * WORDS + (index >>> 6)] |= 1L << index;
    usedBytes += SizeClass.bytes(sizeClass);
    highest = Math.max(highest, slab + 1);
    if (++counts[slab] == SizeClass.perSlab(sizeClass)) {
      partial.remove(slab, sizeClass);
    }
  }

  private int allocateLarge(int bytes) {
    int run = SizeClass.slabs(bytes);
    int slab = freeRun(run);
    takeLarge(slab, run);
    return start(slab);
  }

  private void takeLarge(int slab, int run) {
    classes[slab] = (byte) LARGE;
    Arrays.fill(classes, slab + 1, slab + run, (byte) LARGE_TAIL);
    touched = Math.max(touched, slab + run);
    highest = Math.max(highest, slab + run);
    usedBytes += (long) run * SizeClass.SLAB;
  }

  private boolean markLarge(int slab, int offset, int run) {
    if (classes[slab] == (byte) LARGE) {
      return false;
    }
    for (int i = slab; i < slab + run; i++) {
      if (classes[i] != 0 || offset != start(slab)) {
        throw new IllegalStateException("block " + offset + " overlaps others");
      }
    }
    takeLarge(slab, run);
    return true;
  }

  private void freeLarge(int slab) {
    int end = slab + 1;
    while (end < touched && classes[end] == (byte) LARGE_TAIL) {
      end++;
    }
    usedBytes -= (long) (end - slab) * SizeClass.SLAB;
    for (int i = slab; i < end; i++) {
      release(i);
    }
  }

  private void release(int slab) {
    classes[slab] = 0;
    firstFree = Math.min(firstFree, slab);
  }

  /** The first of so many free slabs in a row; behind the range if there are none in it. */
  private int freeRun(int run) {
    while (firstFree < touched && classes[firstFree] != 0) {
      firstFree++;
    }
    int length = 0;
    int slab = firstFree;
    while (length < run && slab < touched) {
      length = classes[slab++] == 0 ? length + 1 : 0;
    }
    int first = slab - length;
    if (first < slabs && first + run > slabs) {
      // It would straddle the end of the range, and count as overflow either way.
      first = Math.max(slabs, first);
    }
    if (first + run > SLABS_MAX) {
      throw new StoreFullException(
          "no store can hold this: more than " + (long) SLABS_MAX * SizeClass.SLAB + " bytes");
    }
    grow(first + run);
    touched = Math.max(touched, first + run);
    return first;
  }

  private void grow(int room) {
    if (room <= classes.length) {
      return;
    }
    int larger = Math.max(room, classes.length * 2);
    classes = Arrays.copyOf(classes, larger);
    counts = Arrays.copyOf(counts, larger);
    partial.grow(larger);
    used = Arrays.copyOf(used, larger * WORDS);
  }

  private int indexOf(int slab, int sizeClass, int offset) {
    if (sizeClass == 0 || sizeClass >= LARGE_TAIL) {
      throw new IllegalStateException("no block begins at " + offset);
    }
    int size = SizeClass.bytes(sizeClass);
    int index = (offset - start(slab)) / size;
    if (start(slab) + index * size != offset || index >= SizeClass.perSlab(sizeClass)) {
      throw new IllegalStateException("no block of " + size + " bytes begins at " + offset);
    }
    return index;
  }

  private int slabOf(int offset) {
    int slab = (offset - base) / SizeClass.SLAB;
    if (offset < base || slab >= Math.max(slabs, touched)) {
      throw new IllegalStateException("offset " + offset + " is outside of the allocator's range");
    }
    return slab;
  }

  private int start(int slab) {
    return base + slab * SizeClass.SLAB;
  }
}
