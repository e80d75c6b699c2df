package dev.waymark.dataplane.lpm;

import static dev.waymark.dataplane.layout.LpmLayout.ARRAY;
import static dev.waymark.dataplane.layout.LpmLayout.LEAF;
import static dev.waymark.dataplane.layout.LpmLayout.LPM_STEPS;
import static dev.waymark.dataplane.layout.LpmLayout.LPM_STRIDE;
import static dev.waymark.dataplane.layout.LpmLayout.SKIP;

import dev.waymark.dataplane.layout.LpmLayout;
import dev.waymark.dataplane.memory.Memory;

/**
 * The ranges of keys that a trie tells apart, as far as they may differ from an older trie: each
 * one is a single leaf ref, or a run of one in a SPARSE block, so any key of a range is answered
 * like its first.
 *
 * <p>A ref that stands in the same place of both tries is the same block with all below it, for
 * blocks never change: it is left out, unless prefixes that were to change lie below it. So what is
 * shown is the path that a change copied, as far as its refs differ, and whatever it should have
 * reached.
 */
public final class TrieRanges {
  /** A ref that no trie holds. */
  private static final int UNLIKE = -1;

  private static final int SPARSE_SLOTS = 1 << LPM_STRIDE;

  /** Sees a range, in ascending order; first and last key. */
  public interface Visitor {
    void range(long firstHi, long firstLo, long lastHi, long lastLo);
  }

  private final Memory memory;
  private final KeyRanges changed;
  private final Visitor visitor;

  private TrieRanges(Memory memory, KeyRanges changed, Visitor visitor) {
    this.memory = memory;
    this.changed = changed;
    this.visitor = visitor;
  }

  /**
   * Shows what may differ.
   *
   * @param oldRoot of the older trie; a LEAF where there is none
   * @param changed keys whose answer was to change; {@link KeyRanges#ALL} shows everything
   * @throws IllegalStateException or {@link IndexOutOfBoundsException} if the trie cannot be
   *     followed to an end
   */
  public static void differing(
      Memory memory, int oldRoot, int root, KeyRanges changed, Visitor visitor) {
    new TrieRanges(memory, changed, visitor).walk(oldRoot, root, 0, 0, 0, 0);
  }

  private void walk(int old, int ref, long hi, long lo, int depth, int steps) {
    long lastHi = hi | ~Keys.maskHi(depth);
    long lastLo = lo | ~Keys.maskLo(depth);
    if (ref == old && !changed.meets(hi, lo, lastHi, lastLo)) {
      return;
    }
    if (LpmLayout.tag(ref) == LEAF) {
      visitor.range(hi, lo, lastHi, lastLo);
      return;
    }
    if (steps >= LPM_STEPS || depth >= 128) {
      throw new IllegalStateException("more than " + LPM_STEPS + " steps below a root");
    }
    switch (LpmLayout.tag(ref)) {
      case ARRAY -> array(old, ref, hi, lo, depth, steps);
      case SKIP -> skip(old, ref, hi, lo, depth, steps);
      default -> {
        int oldSparse = LpmLayout.tag(old) == LpmLayout.SPARSE ? LpmLayout.offset(old) : UNLIKE;
        sparse(oldSparse, LpmLayout.offset(ref), hi, lo, depth, steps);
      }
    }
  }

  private void array(int old, int ref, long hi, long lo, int depth, int steps) {
    int bits = LpmLayout.bits(ref);
    if (bits < 1 || bits > LpmLayout.ARRAY_BITS_MAX) {
      throw new IllegalStateException("an array of " + bits + " bits");
    }
    boolean same = LpmLayout.tag(old) == ARRAY && LpmLayout.bits(old) == bits;
    long refs = LpmLayout.offset(ref);
    long oldRefs = LpmLayout.offset(old);
    for (int slot = 0; slot < 1 << bits; slot++) {
      int child = memory.getInt(refs + 4L * slot);
      int oldChild = same ? memory.getInt(oldRefs + 4L * slot) : UNLIKE;
      if (child != oldChild || !changed.isEmpty()) {
        long slotHi = hi | Keys.placedHi(slot, depth, bits);
        long slotLo = lo | Keys.placedLo(slot, depth, bits);
        walk(oldChild, child, slotHi, slotLo, depth + bits, steps + 1);
      }
    }
  }

  private void skip(int old, int ref, long hi, long lo, int depth, int steps) {
    int offset = LpmLayout.offset(ref);
    int skip = memory.getInt(offset + LpmLayout.SKIP_BITS);
    if (skip < 1 || skip > LpmLayout.SKIP_BITS_MAX || depth + skip > 128) {
      throw new IllegalStateException("a block at " + offset + " skips " + skip + " bits");
    }
    long key = memory.getLong(offset + LpmLayout.SKIP_KEY) & Keys.maskHi(skip);
    int inner = depth + skip;
    long innerHi = hi | Keys.shiftedHi(key, depth);
    long innerLo = lo | Keys.shiftedLo(key, depth);
    if (innerHi != hi || innerLo != lo) {
      visitor.range(hi, lo, innerLo == 0 ? innerHi - 1 : innerHi, innerLo - 1);
    }
    sparse(
        sparseOf(old, key, skip), offset + LpmLayout.SKIP_SPARSE, innerHi, innerLo, inner, steps);
    long lastHi = innerHi | ~Keys.maskHi(inner);
    long lastLo = innerLo | ~Keys.maskLo(inner);
    long endHi = hi | ~Keys.maskHi(depth);
    long endLo = lo | ~Keys.maskLo(depth);
    if (lastHi != endHi || lastLo != endLo) {
      visitor.range(lastLo == -1 ? lastHi + 1 : lastHi, lastLo + 1, endHi, endLo);
    }
  }

  /** The SPARSE part of an older block that skips the same. */
  private int sparseOf(int old, long key, int skip) {
    if (LpmLayout.tag(old) != SKIP || old == UNLIKE) {
      return UNLIKE;
    }
    int offset = LpmLayout.offset(old);
    boolean same =
        memory.getInt(offset + LpmLayout.SKIP_BITS) == skip
            && (memory.getLong(offset + LpmLayout.SKIP_KEY) & Keys.maskHi(skip)) == key;
    return same ? offset + LpmLayout.SKIP_SPARSE : UNLIKE;
  }

  private void sparse(int old, int offset, long hi, long lo, int depth, int steps) {
    long starts = memory.getLong(offset);
    long oldStarts = old == UNLIKE ? 0 : memory.getLong(old);
    // Slots before the first start have the ref in front of the block's first: damage, to be asked.
    int slot = 0;
    while (slot < SPARSE_SLOTS) {
      long behind = slot == SPARSE_SLOTS - 1 ? 0 : starts >>> (slot + 1);
      int end = behind == 0 ? SPARSE_SLOTS : slot + 1 + Long.numberOfTrailingZeros(behind);
      int child = sparseRef(offset, starts, slot);
      long within = slots(slot + 1, end);
      int oldChild =
          old != UNLIKE && (oldStarts & within) == 0 ? sparseRef(old, oldStarts, slot) : UNLIKE;
      run(oldChild, child, slot, end, hi, lo, depth, steps);
      slot = end;
    }
  }

  /** A leaf is one range over all slots of its run; a block stands for each of them. */
  private void run(int old, int child, int slot, int end, long hi, long lo, int depth, int steps) {
    if (LpmLayout.tag(child) == LEAF) {
      int last = end - 1;
      int below = depth + LPM_STRIDE;
      long firstHi = hi | Keys.placedHi(slot, depth, LPM_STRIDE);
      long firstLo = lo | Keys.placedLo(slot, depth, LPM_STRIDE);
      long lastHi = hi | Keys.placedHi(last, depth, LPM_STRIDE) | ~Keys.maskHi(below);
      long lastLo = lo | Keys.placedLo(last, depth, LPM_STRIDE) | ~Keys.maskLo(below);
      if (child != old || changed.meets(firstHi, firstLo, lastHi, lastLo)) {
        visitor.range(firstHi, firstLo, lastHi, lastLo);
      }
      return;
    }
    for (int at = slot; at < end; at++) {
      long slotHi = hi | Keys.placedHi(at, depth, LPM_STRIDE);
      long slotLo = lo | Keys.placedLo(at, depth, LPM_STRIDE);
      walk(old, child, slotHi, slotLo, depth + LPM_STRIDE, steps + 1);
    }
  }

  private int sparseRef(int sparse, long starts, int slot) {
    int run = Long.bitCount(starts & ((2L << slot) - 1)) - 1;
    return memory.getInt(sparse + LpmLayout.SPARSE_REFS + 4L * run);
  }

  /** Bits {@code from} to {@code to}, exclusive. */
  private static long slots(int from, int to) {
    return from >= to ? 0 : (-1L << from) & (-1L >>> -to);
  }
}
