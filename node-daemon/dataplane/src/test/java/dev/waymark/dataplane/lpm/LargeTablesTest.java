package dev.waymark.dataplane.lpm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.dataplane.layout.LpmLayout;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tables that are dense enough for every kind of block, grown, changed and emptied. */
class LargeTablesTest {

  @Test
  void aDenseIpv4TableIsGrownChangedAndEmptied() {
    run(new TrieFixture(false, 32 << 20), 4);
  }

  @Test
  void aDenseIpv6TableIsGrownChangedAndEmptied() {
    run(new TrieFixture(true, 32 << 20), 6);
  }

  private static void run(TrieFixture trie, long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 20000; i++) {
      add(trie, random);
      if (i % 997 == 0) {
        trie.compile(false);
      }
    }
    trie.compile(false);
    trie.assertSameAnswers(random);
    BitSet tags = tags(trie);
    trie.compile(true);
    trie.assertNoLeak();

    List<TrieFixture.Prefix> all = new ArrayList<>(trie.twin.keySet());
    Collections.shuffle(all, random);
    for (int i = 0; i < all.size(); i++) {
      trie.remove(all.get(i));
      if (i % 3 == 0) {
        add(trie, random);
      }
      if (i % 501 == 0) {
        trie.compile(false);
      }
    }
    trie.compile(false);
    trie.assertSameAnswers(random);
    trie.assertNoLeak();
    assertThat(tags.cardinality()).as("kinds of blocks").isEqualTo(3);

    new ArrayList<>(trie.twin.keySet()).forEach(trie::remove);
    trie.compile(false);
    assertThat(trie.root()).isEqualTo(LpmLayout.LEAF);
    assertThat(trie.allocator.usedBytes()).isZero();
  }

  /** Sixteen blocks of sites: dense in the middle, with odd longer and shorter prefixes. */
  private static void add(TrieFixture trie, Random random) {
    int length = trie.wide ? 48 : 24;
    long hi =
        trie.wide
            ? 0x2001_0000_0000_0000L
                | (long) random.nextInt(16) << 40
                | (long) random.nextInt(4096) << 16
            : 0x0a00_0000_0000_0000L | (long) random.nextInt(1 << 13) << 40;
    switch (random.nextInt(10)) {
      case 0 -> length -= 1 + random.nextInt(length - 1);
      case 1 -> length += 1 + random.nextInt(8);
      case 2 -> {
        length = trie.bits();
        hi |= random.nextInt(256) * (trie.wide ? 1L : 1L << 32);
      }
      default -> {}
    }
    long lo = trie.wide && length == 128 ? random.nextLong() : 0;
    trie.put(hi & Keys.maskHi(length), lo, length, 1 + random.nextInt(60));
  }

  private static BitSet tags(TrieFixture trie) {
    BitSet tags = new BitSet();
    TrieReader.forEachBlock(
        trie.memory, trie.root(), (ref, offset, bytes) -> tags.set(LpmLayout.tag(ref)));
    return tags;
  }
}
