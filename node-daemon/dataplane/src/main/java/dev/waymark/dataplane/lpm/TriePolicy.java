package dev.waymark.dataplane.lpm;

import static dev.waymark.dataplane.layout.LpmLayout.ARRAY;
import static dev.waymark.dataplane.layout.LpmLayout.LPM_STRIDE;
import static dev.waymark.dataplane.layout.LpmLayout.SKIP;
import static dev.waymark.dataplane.layout.LpmLayout.SPARSE;

import dev.waymark.dataplane.layout.LpmLayout;
import java.util.Arrays;

/**
 * Which shape a node takes: the writer's choice, since readers follow any. Measured, with the
 * programs' own reader, to need the fewest cache misses for its memory.
 *
 * <p>Narrow keys (IPv4): an ARRAY of 9 bits at the root and one below it where it pays, so that a
 * change copies 2 KiB for each and not a megabyte; SPARSE below. Wide keys: an ARRAY of 13 bits at
 * the root of a large table; below, an ARRAY of up to 13 wherever at least an eighth of its slots
 * differ from the one before: a step that is no SPARSE saves more time than the memory costs, but
 * wider arrays lose again what they save. Both: bits that everything below shares are skipped.
 *
 * <p>How many slots differ is counted from the prefixes. That would cost too much for one change
 * below a large node, so a node of more than {@value #RECOUNTED} prefixes keeps the shape it has;
 * the owner of a table builds it anew when it has doubled or halved.
 */
final class TriePolicy {
  private static final int RECOUNTED = 256;

  private static final int NARROW_BITS = 9;
  private static final int NARROW_LEVELS = 2;
  private static final int NARROW_MANY = 16;
  private static final int NARROW_FEW = 6;

  private static final int WIDE_ROOT_BITS = 13;
  private static final int WIDE_ROOT_MANY = 2048;
  private static final int WIDE_ROOT_FEW = 512;

  private static final int DENSE_LEAST_BITS = 7;
  private static final int DENSE_MOST_BITS = 13;
  private static final int DENSE_SHARE = 8;

  private static final int SKIP_LEAST_BITS = 7;

  /** Slots that differ from the one before, by bits of the array. */
  private final int[] differing = new int[DENSE_MOST_BITS + 1];

  private final int[] last = new int[DENSE_MOST_BITS + 1];

  int tag;
  int bits;
  int skip;
  long key;

  /** Chooses for the node of all prefixes between two positions; {@code old} stood there before. */
  void choose(Rib rib, long from, long to, int depth, int old) {
    long hi = rib.hi(from);
    long lo = rib.lo(from);
    long behind = rib.previous(to);
    int shared = Math.min(rib.length(from), Keys.common(hi, lo, rib.hi(behind), rib.lo(behind)));
    skip = 0;
    key = 0;
    int array = rib.wide() ? 0 : narrowBits(rib, from, to, depth, old);
    if (array == 0 && shared - depth >= SKIP_LEAST_BITS) {
      tag = SKIP;
      bits = LPM_STRIDE;
      skip = Math.min(shared - depth, LpmLayout.SKIP_BITS_MAX);
      key = Keys.word(hi, lo, depth, skip);
      return;
    }
    if (rib.wide()) {
      array = wideBits(rib, from, to, depth, old);
    }
    tag = array == 0 ? SPARSE : ARRAY;
    bits = array == 0 ? LPM_STRIDE : array;
  }

  private static int narrowBits(Rib rib, long from, long to, int depth, int old) {
    if (depth >= NARROW_LEVELS * NARROW_BITS || depth % NARROW_BITS != 0) {
      return 0;
    }
    int count = depth == 0 ? rib.size() : rib.count(from, to, NARROW_MANY);
    return count >= (isArray(old, NARROW_BITS) ? NARROW_FEW : NARROW_MANY) ? NARROW_BITS : 0;
  }

  private int wideBits(Rib rib, long from, long to, int depth, int old) {
    if (depth == 0) {
      int many = isArray(old, WIDE_ROOT_BITS) ? WIDE_ROOT_FEW : WIDE_ROOT_MANY;
      return rib.size() >= many ? WIDE_ROOT_BITS : 0;
    }
    int count = rib.count(from, to, RECOUNTED + 1);
    if (count > RECOUNTED && LpmLayout.tag(old) == ARRAY) {
      return LpmLayout.bits(old);
    }
    // A prefix makes at most two slots differ from the one before.
    if (2 * count * DENSE_SHARE < 1 << DENSE_LEAST_BITS
        || (count > RECOUNTED && LpmLayout.tag(old) == SPARSE)) {
      return 0;
    }
    countDiffering(rib, from, to, depth);
    for (int k = Math.min(DENSE_MOST_BITS, 128 - depth); k >= DENSE_LEAST_BITS; k--) {
      if (differing[k] * DENSE_SHARE >= 1 << k) {
        return k;
      }
    }
    return 0;
  }

  private void countDiffering(Rib rib, long from, long to, int depth) {
    Arrays.fill(differing, 0);
    Arrays.fill(last, -1);
    for (long at = from; at != to; at = rib.next(at)) {
      int start = Keys.bits(rib.hi(at), rib.lo(at), depth, DENSE_MOST_BITS);
      int length = rib.length(at) - depth;
      for (int k = DENSE_LEAST_BITS; k <= DENSE_MOST_BITS; k++) {
        int slot = start >>> (DENSE_MOST_BITS - k);
        if (slot > last[k]) {
          last[k] = slot;
          differing[k]++;
        }
        // Where the prefix ends; that of a wider one is where the next begins, mostly.
        if (length >= k && slot + 1 > last[k]) {
          last[k] = slot + 1;
          differing[k]++;
        }
      }
    }
  }

  private static boolean isArray(int ref, int bits) {
    return LpmLayout.tag(ref) == ARRAY && LpmLayout.bits(ref) == bits;
  }
}
