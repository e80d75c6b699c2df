package dev.waymark.dataplane.lpm;

import static dev.waymark.dataplane.layout.LpmLayout.ARRAY;
import static dev.waymark.dataplane.layout.LpmLayout.LEAF;
import static dev.waymark.dataplane.layout.LpmLayout.SKIP;

import dev.waymark.dataplane.layout.LpmLayout;
import dev.waymark.dataplane.memory.Memory;

/** Follows a trie as the programs do ({@code lpm.h}), step by step the same. */
public final class TrieReader {
  private static final int SPARSE_SLOTS = 1 << LpmLayout.LPM_STRIDE;

  private TrieReader() {}

  /** Sees one block. */
  public interface Visitor {
    /**
     * Called before anything below the block is visited.
     *
     * @param ref the ref that names it
     */
    void block(int ref, int offset, int bytes);
  }

  /** Sees one leaf ref. */
  public interface LeafVisitor {
    void leaf(int leaf);
  }

  /**
   * The leaf for a key, 0 if no prefix but perhaps 0/0 covers it.
   *
   * @throws IllegalStateException if the trie cannot be followed to an end
   */
  public static int lookup(Memory memory, int root, long hi, long lo) {
    int ref = root;
    int depth = 0;
    for (int step = 0; step < LpmLayout.LPM_STEPS; step++) {
      int tag = LpmLayout.tag(ref);
      if (tag == LEAF) {
        return LpmLayout.leaf(ref);
      }
      int offset = LpmLayout.offset(ref);
      if (tag == ARRAY) {
        int bits = LpmLayout.bits(ref);
        ref = memory.getInt(offset + 4L * Keys.bits(hi, lo, depth, bits));
        depth += bits;
        continue;
      }
      if (tag == SKIP) {
        int skip = memory.getInt(offset + LpmLayout.SKIP_BITS);
        long key = memory.getLong(offset + LpmLayout.SKIP_KEY) & Keys.maskHi(skip);
        if (Keys.word(hi, lo, depth, skip) != key) {
          return LpmLayout.leaf(memory.getInt(offset + LpmLayout.SKIP_OTHER));
        }
        depth += skip;
        offset += LpmLayout.SKIP_SPARSE;
      }
      ref = sparse(memory, offset, Keys.bits(hi, lo, depth, LpmLayout.LPM_STRIDE));
      depth += LpmLayout.LPM_STRIDE;
    }
    throw new IllegalStateException("more than " + LpmLayout.LPM_STEPS + " steps below a root");
  }

  private static int sparse(Memory memory, int offset, int slot) {
    long starts = memory.getLong(offset);
    int run = Long.bitCount(starts & ((2L << slot) - 1)) - 1;
    return memory.getInt(offset + LpmLayout.SPARSE_REFS + 4L * run);
  }

  /** Visits every block below a ref, itself included, each once. */
  public static void forEachBlock(Memory memory, int ref, Visitor visitor) {
    walk(memory, ref, visitor, leaf -> {}, 0);
  }

  /** Visits every block and every distinct run of leaves below a ref. */
  public static void walk(Memory memory, int ref, Visitor visitor, LeafVisitor leaves) {
    walk(memory, ref, visitor, leaves, 0);
  }

  private static void walk(Memory memory, int ref, Visitor visitor, LeafVisitor leaves, int steps) {
    if (LpmLayout.tag(ref) == LEAF) {
      leaves.leaf(LpmLayout.leaf(ref));
      return;
    }
    if (steps >= LpmLayout.LPM_STEPS) {
      throw new IllegalStateException("more than " + LpmLayout.LPM_STEPS + " steps below a root");
    }
    int offset = LpmLayout.offset(ref);
    int count;
    int refs;
    if (LpmLayout.tag(ref) == ARRAY) {
      count = 1 << LpmLayout.bits(ref);
      refs = offset;
    } else {
      int sparse = offset;
      if (LpmLayout.tag(ref) == SKIP) {
        leaves.leaf(LpmLayout.leaf(memory.getInt(offset + LpmLayout.SKIP_OTHER)));
        sparse += LpmLayout.SKIP_SPARSE;
      }
      count = Long.bitCount(memory.getLong(sparse));
      refs = sparse + LpmLayout.SPARSE_REFS;
    }
    if (count > SPARSE_SLOTS && LpmLayout.bits(ref) > LpmLayout.ARRAY_BITS_MAX) {
      throw new IllegalStateException("an array of " + LpmLayout.bits(ref) + " bits at " + offset);
    }
    visitor.block(ref, offset, refs + 4 * count - offset);
    int before = LEAF;
    for (int i = 0; i < count; i++) {
      int child = memory.getInt(refs + 4L * i);
      if (i == 0 || child != before || LpmLayout.tag(child) != LEAF) {
        walk(memory, child, visitor, leaves, steps + 1);
      }
      before = child;
    }
  }
}
