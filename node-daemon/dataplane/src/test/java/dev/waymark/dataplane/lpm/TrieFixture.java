package dev.waymark.dataplane.lpm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.dataplane.layout.LpmLayout;
import dev.waymark.dataplane.memory.Allocator;
import dev.waymark.dataplane.memory.BlockLedger;
import dev.waymark.dataplane.memory.Blocks;
import dev.waymark.dataplane.memory.HeapMemory;
import dev.waymark.dataplane.memory.ManualGrace;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** A trie in memory of its own, beside the rib it is made of and a plain twin of both. */
final class TrieFixture {
  private static final long NARROW = -1L << 32;

  record Prefix(long hi, long lo, int length) {}

  final HeapMemory memory;
  final Allocator allocator;
  final BlockLedger ledger;
  final TrieBuilder builder;
  final Rib rib;
  final boolean wide;
  final Map<Prefix, Integer> twin = new HashMap<>();
  private Changes changes = new Changes();
  private int root = LpmLayout.LEAF;
  private boolean keepOld;

  TrieFixture(boolean wide, int bytes) {
    this.wide = wide;
    memory = new HeapMemory(bytes);
    allocator = new Allocator(LpmLayout.LPM_UNIT, bytes);
    ledger = new BlockLedger(allocator, new ManualGrace());
    builder = new TrieBuilder(new Blocks(memory, ledger));
    rib = new Rib(wide);
  }

  int bits() {
    return wide ? 128 : 32;
  }

  void put(long hi, long lo, int length, int leaf) {
    rib.put(hi, lo, length, leaf);
    twin.put(new Prefix(hi, lo, length), leaf);
    changes.add(hi, lo, length);
  }

  void remove(Prefix prefix) {
    rib.remove(prefix.hi(), prefix.lo(), prefix.length());
    twin.remove(prefix);
    changes.add(prefix.hi(), prefix.lo(), prefix.length());
  }

  /** From now on blocks of earlier tries are left as they are. */
  void keepOld() {
    keepOld = true;
  }

  /** Compiles what changed since the last time, or everything. */
  void compile(boolean whole) {
    root = whole ? builder.rebuild(rib, root) : builder.update(rib, root, changes);
    changes = new Changes();
    ledger.published();
    if (!keepOld) {
      ledger.confirmed();
      ledger.reclaim(true);
    }
    assertThat(allocator.overflowed()).as("the fixture's memory is large enough").isFalse();
  }

  int root() {
    return root;
  }

  /** The trie's answer, with 0/0 as the programs apply it. */
  int lookup(long hi, long lo) {
    int leaf = TrieReader.lookup(memory, root, hi, lo);
    return leaf != 0 ? leaf : rib.get(0, 0, 0);
  }

  /** The answer of whoever tries every length. */
  int expected(long hi, long lo) {
    for (int length = bits(); length >= 0; length--) {
      Integer leaf =
          twin.get(new Prefix(hi & Keys.maskHi(length), lo & Keys.maskLo(length), length));
      if (leaf != null) {
        return leaf;
      }
    }
    return 0;
  }

  /** Compares both at the edges of every prefix and at random keys. */
  void assertSameAnswers(Random random) {
    for (Prefix prefix : twin.keySet()) {
      long lastHi = prefix.hi() | ~Keys.maskHi(prefix.length());
      long lastLo = prefix.lo() | ~Keys.maskLo(prefix.length());
      assertSame(prefix.hi(), prefix.lo());
      if (wide) {
        assertSame(lastHi, lastLo);
        assertSame(prefix.lo() == 0 ? prefix.hi() - 1 : prefix.hi(), prefix.lo() - 1);
        assertSame(lastLo == -1 ? lastHi + 1 : lastHi, lastLo + 1);
      } else {
        assertSame(lastHi & NARROW, 0);
        assertSame(prefix.hi() - (1L << 32), 0);
        assertSame((lastHi & NARROW) + (1L << 32), 0);
      }
    }
    for (int i = 0; i < 200; i++) {
      assertSame(random.nextLong() & (wide ? -1L : NARROW), wide ? random.nextLong() : 0);
    }
  }

  void assertSame(long hi, long lo) {
    int expected = expected(hi, lo);
    int covering = rib.covering(hi, lo, bits());
    int exact = covering != 0 ? covering : rib.get(0, 0, 0);
    if (lookup(hi, lo) != expected || exact != expected) {
      throw new AssertionError(
          "key %016x:%016x: expected %d, trie %d, rib %d"
              .formatted(hi, lo, expected, lookup(hi, lo), exact));
    }
  }

  /** Every block that the trie reaches is in use, and nothing else is. */
  void assertNoLeak() {
    long[] reached = {0};
    if (LpmLayout.tag(root) != LpmLayout.LEAF) {
      Allocator twinBooks = new Allocator(LpmLayout.LPM_UNIT, (int) memory.size());
      TrieReader.forEachBlock(
          memory,
          root,
          (ref, offset, bytes) -> {
            assertThat(allocator.isUsed(offset)).as("block %d is in use", offset).isTrue();
            assertThat(twinBooks.mark(offset, bytes)).as("block %d once", offset).isTrue();
          });
      reached[0] = twinBooks.usedBytes();
    }
    assertThat(allocator.usedBytes()).isEqualTo(reached[0]);
  }
}
