package dev.waymark.dataplane.lpm;

/**
 * Every prefix of one table and family with its leaf, exactly: what the trie is compiled from.
 *
 * <p>Prefixes stand sorted (by address, then length) in chunks of up to 256, and the chunks in a
 * directory with the first key of each. Insert, remove and exact match cost a search in the
 * directory and one in the chunk; an IPv4 prefix costs 13 bytes, an IPv6 prefix 21, at a fill of
 * one half to one. Sorted insertion fills chunks wholly.
 *
 * <p>A prefix that covers a key is found without knowing lengths: the last prefix at or before the
 * key either covers it, or shares only so many bits with it, and no longer prefix can cover it; so
 * the search goes on for that shorter one.
 *
 * <p>A <em>position</em> is a long, valid until the next change: chunk number in the upper half,
 * index in the lower. Not safe for several threads.
 */
public final class Rib {
  private final boolean wide;
  private final RibDirectory chunks = new RibDirectory();
  private int size;

  /**
   * An empty one.
   *
   * @param wide whether keys have more than 64 bits
   */
  public Rib(boolean wide) {
    this.wide = wide;
  }

  public int size() {
    return size;
  }

  /** Whether keys have more than 64 bits. */
  public boolean wide() {
    return wide;
  }

  /**
   * Adds or replaces a prefix.
   *
   * @return the leaf it had, or 0
   */
  public int put(long hi, long lo, int length, int leaf) {
    if (leaf <= 0) {
      throw new IllegalArgumentException("leaf " + leaf + " of " + Keys.text(hi, lo, length));
    }
    if (chunks.size() == 0) {
      chunks.add(0, new RibChunk(wide));
      insert(0, 0, hi, lo, length, leaf);
      return 0;
    }
    // Sorted input needs no search.
    int last = chunks.size() - 1;
    RibChunk lastChunk = chunks.get(last);
    boolean behindAll = lastChunk.compare(lastChunk.size - 1, hi, lo, length) < 0;
    int c = behindAll ? last : chunks.find(hi, lo, length);
    RibChunk chunk = chunks.get(c);
    int index =
        chunk.compare(chunk.size - 1, hi, lo, length) < 0
            ? chunk.size
            : chunk.lowerBound(0, hi, lo, length);
    if (index < chunk.size && chunk.compare(index, hi, lo, length) == 0) {
      int old = chunk.leaf[index];
      chunk.leaf[index] = leaf;
      return old;
    }
    if (chunk.size == RibChunk.CAPACITY) {
      boolean appending = index == chunk.size && c == chunks.size() - 1;
      chunks.add(c + 1, appending ? new RibChunk(wide) : chunk.split(RibChunk.CAPACITY / 2));
      if (index >= chunk.size) {
        index -= chunk.size;
        c++;
      }
    }
    insert(c, index, hi, lo, length, leaf);
    return 0;
  }

  /**
   * Removes a prefix.
   *
   * @return the leaf it had, or 0 if it was not there
   */
  public int remove(long hi, long lo, int length) {
    long position = find(hi, lo, length);
    if (position < 0) {
      return 0;
    }
    int c = chunk(position);
    RibChunk chunk = chunks.get(c);
    int old = chunk.leaf[index(position)];
    chunk.remove(index(position));
    size--;
    if (chunk.size == 0) {
      chunks.remove(c);
    } else {
      chunks.firstChanged(c);
      if (c + 1 < chunks.size() && chunk.size + chunks.get(c + 1).size <= RibChunk.CAPACITY / 2) {
        chunk.append(chunks.get(c + 1));
        chunks.remove(c + 1);
      }
    }
    return old;
  }

  /** The leaf of exactly this prefix, or 0. */
  public int get(long hi, long lo, int length) {
    long position = find(hi, lo, length);
    return position < 0 ? 0 : leaf(position);
  }

  /**
   * The leaf of the longest prefix, of 1 to {@code most} bits, that covers a key; 0 if there is
   * none. This is the answer that the trie must give, 0/0 apart.
   */
  public int covering(long hi, long lo, int most) {
    long position = coveringPosition(hi, lo, most);
    return position < 0 ? 0 : leaf(position);
  }

  /** The length of the prefix that answers for a key, 0/0 included; -1 if none does. */
  public int coveringLength(long hi, long lo, int most) {
    long position = coveringPosition(hi, lo, most);
    return position >= 0 ? length(position) : get(0, 0, 0) != 0 ? 0 : -1;
  }

  /** Where the prefix of {@link #covering} stands; -1 if there is none. */
  long coveringPosition(long hi, long lo, int most) {
    long wantHi = hi & Keys.maskHi(most);
    long wantLo = lo & Keys.maskLo(most);
    int length = most;
    while (length > 0) {
      long position = lastUpTo(wantHi, wantLo, length);
      if (position < 0) {
        return -1;
      }
      RibChunk chunk = chunks.get(chunk(position));
      int index = index(position);
      int found = chunk.length(index);
      int common = Keys.common(chunk.hi[index], chunk.lo(index), wantHi, wantLo);
      if (found <= common) {
        return found == 0 ? -1 : position;
      }
      length = Math.min(common, length);
      wantHi &= Keys.maskHi(length);
      wantLo &= Keys.maskLo(length);
    }
    return -1;
  }

  /** Position of the first prefix. */
  public long begin() {
    return 0;
  }

  /** Position behind the last prefix. */
  public long end() {
    return position(chunks.size(), 0);
  }

  /** Position behind another. */
  public long next(long position) {
    long next = position + 1;
    return index(next) < chunks.get(chunk(position)).size ? next : position(chunk(position) + 1, 0);
  }

  /** Position before another, which is not the first. */
  long previous(long position) {
    return index(position) > 0
        ? position - 1
        : position(chunk(position) - 1, chunks.get(chunk(position) - 1).size - 1);
  }

  public long hi(long position) {
    return chunks.get(chunk(position)).hi[index(position)];
  }

  public long lo(long position) {
    return chunks.get(chunk(position)).lo(index(position));
  }

  public int length(long position) {
    return chunks.get(chunk(position)).length(index(position));
  }

  public int leaf(long position) {
    return chunks.get(chunk(position)).leaf[index(position)];
  }

  /** Position of the first prefix that is not before the given one in order. */
  public long lowerBound(long hi, long lo, int length) {
    if (chunks.size() == 0) {
      return end();
    }
    int c = chunks.find(hi, lo, length);
    return normal(c, chunks.get(c).lowerBound(0, hi, lo, length));
  }

  /** Like {@link #lowerBound}, for an answer near and not before {@code from}. */
  long lowerBoundFrom(long from, long hi, long lo, int length) {
    int c = chunk(from);
    if (c == chunks.size()) {
      return from;
    }
    RibChunk chunk = chunks.get(c);
    if (chunk.compare(chunk.size - 1, hi, lo, length) >= 0) {
      int low = index(from);
      int step = 1;
      int high = low;
      while (high < chunk.size && chunk.compare(high, hi, lo, length) < 0) {
        low = high + 1;
        high += step;
        step <<= 1;
      }
      return position(c, chunk.lowerBound(low, hi, lo, length));
    }
    if (c + 1 == chunks.size() || chunks.get(c + 1).compare(0, hi, lo, length) >= 0) {
      return position(c + 1, 0);
    }
    return lowerBound(hi, lo, length);
  }

  /**
   * How many prefixes stand from one position to another, at most {@code limit} or a little more.
   */
  int count(long from, long to, int limit) {
    int c = chunk(from);
    if (c == chunk(to)) {
      return (int) (to - from);
    }
    int count = chunks.get(c).size - index(from);
    for (c++; c < chunk(to) && count < limit; c++) {
      count += chunks.get(c).size;
    }
    return c == chunk(to) ? count + index(to) : count;
  }

  private long find(long hi, long lo, int length) {
    if (chunks.size() == 0) {
      return -1;
    }
    int c = chunks.find(hi, lo, length);
    RibChunk chunk = chunks.get(c);
    int index = chunk.lowerBound(0, hi, lo, length);
    return index < chunk.size && chunk.compare(index, hi, lo, length) == 0
        ? position(c, index)
        : -1;
  }

  private long lastUpTo(long hi, long lo, int length) {
    if (chunks.size() == 0) {
      return -1;
    }
    int c = chunks.find(hi, lo, length);
    int index = chunks.get(c).lowerBound(0, hi, lo, length + 1) - 1;
    return index < 0 ? -1 : position(c, index);
  }

  private void insert(int c, int index, long hi, long lo, int length, int leaf) {
    chunks.get(c).insert(index, hi, lo, length, leaf);
    chunks.firstChanged(c);
    size++;
  }

  private long normal(int c, int index) {
    return index < chunks.get(c).size ? position(c, index) : position(c + 1, 0);
  }

  private static long position(int chunk, int index) {
    return ((long) chunk << 32) | index;
  }

  private static int chunk(long position) {
    return (int) (position >>> 32);
  }

  private static int index(long position) {
    return (int) position;
  }
}
