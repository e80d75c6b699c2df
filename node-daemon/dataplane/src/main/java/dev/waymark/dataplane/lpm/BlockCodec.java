package dev.waymark.dataplane.lpm;

import static dev.waymark.dataplane.layout.LpmLayout.ARRAY;
import static dev.waymark.dataplane.layout.LpmLayout.LEAF;
import static dev.waymark.dataplane.layout.LpmLayout.SKIP;
import static dev.waymark.dataplane.layout.LpmLayout.SPARSE;

import dev.waymark.dataplane.layout.LpmLayout;
import dev.waymark.dataplane.memory.Blocks;
import dev.waymark.dataplane.memory.Memory;
import java.util.Arrays;

/** Slots of a node as an array, to and from the three kinds of blocks. */
final class BlockCodec {
  private static final int SPARSE_SLOTS = 1 << LpmLayout.LPM_STRIDE;

  private final Blocks blocks;
  private final Memory memory;
  private final int[] runs = new int[SPARSE_SLOTS];

  BlockCodec(Blocks blocks) {
    this.blocks = blocks;
    this.memory = blocks.memory();
  }

  /** Whether a ref names a block with that tag, that many bits, and that skip. */
  boolean sameShape(int ref, int tag, int bits, int skip, long key) {
    if (LpmLayout.tag(ref) != tag) {
      return false;
    }
    int offset = LpmLayout.offset(ref);
    return switch (tag) {
      case ARRAY -> LpmLayout.bits(ref) == bits;
      case SPARSE -> true;
      case SKIP ->
          memory.getInt(offset + LpmLayout.SKIP_BITS) == skip
              && memory.getLong(offset + LpmLayout.SKIP_KEY) == key;
      default -> false;
    };
  }

  /** What a SKIP block answers to keys that do not share its bits. */
  int other(int ref) {
    return memory.getInt(LpmLayout.offset(ref) + LpmLayout.SKIP_OTHER);
  }

  /** All slots of a block. */
  void read(int ref, int[] slots) {
    int offset = LpmLayout.offset(ref);
    if (LpmLayout.tag(ref) == ARRAY) {
      memory.read(offset, slots, 0, 1 << LpmLayout.bits(ref));
      return;
    }
    int sparse = LpmLayout.tag(ref) == SKIP ? offset + LpmLayout.SKIP_SPARSE : offset;
    long starts = memory.getLong(sparse);
    int count = Long.bitCount(starts);
    memory.read(sparse + LpmLayout.SPARSE_REFS, runs, 0, count);
    for (int run = 0; run < count; run++) {
      int slot = Long.numberOfTrailingZeros(starts);
      starts &= starts - 1;
      int end = starts == 0 ? SPARSE_SLOTS : Long.numberOfTrailingZeros(starts);
      Arrays.fill(slots, slot, end, runs[run]);
    }
  }

  /** The ref of a new block. */
  int write(int tag, int bits, int skip, long key, int other, int[] slots) {
    if (tag == ARRAY) {
      return LpmLayout.ref(ARRAY, bits, blocks.write(slots, 1 << bits));
    }
    long starts = 1;
    runs[0] = slots[0];
    int count = 1;
    for (int slot = 1; slot < SPARSE_SLOTS; slot++) {
      if (slots[slot] != slots[slot - 1]) {
        starts |= 1L << slot;
        runs[count++] = slots[slot];
      }
    }
    int header = tag == SKIP ? LpmLayout.SKIP_SPARSE : 0;
    int offset = blocks.allocate(header + LpmLayout.SPARSE_REFS + count * Integer.BYTES);
    if (tag == SKIP) {
      blocks.write(offset + LpmLayout.SKIP_KEY, key);
      blocks.write(offset + LpmLayout.SKIP_BITS, skip);
      blocks.write(offset + LpmLayout.SKIP_OTHER, other);
    }
    blocks.write(offset + header, starts);
    blocks.write(offset + header + LpmLayout.SPARSE_REFS, runs, count);
    return LpmLayout.ref(tag, 0, offset);
  }

  /** Releases all blocks that a ref reaches. */
  void release(int ref) {
    if (LpmLayout.tag(ref) != LEAF) {
      TrieReader.forEachBlock(memory, ref, (block, offset, bytes) -> blocks.release(offset));
    }
  }
}
