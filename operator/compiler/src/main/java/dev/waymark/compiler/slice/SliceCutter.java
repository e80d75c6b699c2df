package dev.waymark.compiler.slice;

/**
 * Where the content cuts: after a record whose hash ends in zeros. So an inserted record moves no
 * cut but those right beside it, wherever the slice before it began. A slice that has grown long
 * asks for fewer zeros, so that the largest size, which would cut by position and not by content,
 * is almost never met.
 *
 * @param least bytes below which no cut is made
 * @param longer bytes from which on {@code mask >>> EASIER} decides
 * @param mask the bits that must be zero, a power of two less one
 */
record SliceCutter(int least, int longer, int mask) {
  /** About 4,600 routes or 16–20 KiB. */
  static final SliceCutter ROUTES = new SliceCutter(4 << 10, 24 << 10, 0xfff);

  /** Rules and addresses: about 4 KiB. */
  static final SliceCutter RECORDS = new SliceCutter(2 << 10, 24 << 10, 0x3f);

  /** Indexes: about 512 slices. */
  static final SliceCutter REFS = new SliceCutter(0, 32 << 10, 0x1ff);

  /** What a slice may hold beside its records: count, refs, family, number of ways. */
  static final int HEAD = 64;

  private static final int EASIER = 4;

  /** Whether a slice of this size ends after a record with this hash. */
  boolean after(long hash, int size) {
    int zeros = size < longer ? mask : mask >>> EASIER;
    return size >= least && ((hash >>> 32) & zeros) == 0;
  }

  /** Whether a slice of this size must end before a record of this many bytes. */
  static boolean before(int bytes, int size) {
    return size + bytes > Slice.LARGEST - HEAD;
  }

  /** The hash of a prefix. Part of the format: another hash would cut elsewhere. */
  static long hash(long hi, long lo, int length) {
    return mix(hi ^ mix(lo ^ mix(length + 0x9e3779b97f4a7c15L)));
  }

  /** The hash of a record's bytes. */
  static long hash(byte[] record) {
    long hash = 0x9e3779b97f4a7c15L;
    for (byte b : record) {
      hash = (hash ^ b) * 0x100000001b3L;
    }
    return mix(hash);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
