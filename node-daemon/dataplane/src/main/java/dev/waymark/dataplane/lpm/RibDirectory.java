package dev.waymark.dataplane.lpm;

import java.util.Arrays;

/**
 * The chunks of a {@link Rib} in order, with the first key of each close together for searching.
 */
final class RibDirectory {
  /** Fills the array behind the last chunk. */
  private static final RibChunk ABSENT = new RibChunk(false);

  private static final int LEAST = 4;

  private RibChunk[] chunks = new RibChunk[LEAST];
  private long[] firstHi = new long[LEAST];
  private int size;

  RibDirectory() {
    Arrays.fill(chunks, ABSENT);
  }

  int size() {
    return size;
  }

  RibChunk get(int index) {
    return chunks[index];
  }

  /** The last chunk that does not begin behind the prefix; 0 if all do. */
  int find(long hi, long lo, int length) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      long first = firstHi[middle];
      boolean before =
          first == hi
              ? chunks[middle].compare(0, hi, lo, length) <= 0
              : first + Long.MIN_VALUE < hi + Long.MIN_VALUE;
      if (before) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return Math.max(0, low - 1);
  }

  /** The chunk's first prefix may have changed. */
  void firstChanged(int index) {
    firstHi[index] = chunks[index].hi[0];
  }

  void add(int at, RibChunk chunk) {
    if (size == chunks.length) {
      resize(size * 2);
    }
    System.arraycopy(chunks, at, chunks, at + 1, size - at);
    System.arraycopy(firstHi, at, firstHi, at + 1, size - at);
    chunks[at] = chunk;
    firstHi[at] = chunk.hi[0];
    size++;
  }

  void remove(int at) {
    System.arraycopy(chunks, at + 1, chunks, at, size - at - 1);
    System.arraycopy(firstHi, at + 1, firstHi, at, size - at - 1);
    chunks[--size] = ABSENT;
    if (chunks.length > LEAST && size < chunks.length / 4) {
      resize(chunks.length / 2);
    }
  }

  private void resize(int room) {
    RibChunk[] resized = new RibChunk[room];
    System.arraycopy(chunks, 0, resized, 0, size);
    Arrays.fill(resized, size, room, ABSENT);
    chunks = resized;
    firstHi = Arrays.copyOf(firstHi, room);
  }
}
