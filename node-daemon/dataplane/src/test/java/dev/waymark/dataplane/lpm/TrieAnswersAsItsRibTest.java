package dev.waymark.dataplane.lpm;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Random sequences of nested prefixes, added and removed, compiled in steps of random size. */
class TrieAnswersAsItsRibTest {

  @Property(tries = 60)
  void ipv4AfterAnySequenceOfChanges(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 1200) int steps) {
    run(false, seed, steps);
  }

  @Property(tries = 60)
  void ipv6AfterAnySequenceOfChanges(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 1200) int steps) {
    run(true, seed, steps);
  }

  @Example
  void aPrefixThatCameAndWentBesideASkipReleasesNoBlockTwice() {
    TrieFixture trie = new TrieFixture(false, 1 << 20);
    trie.put(0x0a000000L << 32, 0, 24, 1);
    trie.put(0x0a000100L << 32, 0, 28, 2);
    trie.put(0x0a000180L << 32, 0, 32, 2);
    trie.compile(false);
    trie.put(0x0a000180L << 32, 0, 32, 3);
    trie.put(1L << 63, 0, 1, 4);
    trie.remove(new TrieFixture.Prefix(1L << 63, 0, 1));
    trie.compile(false);
    trie.assertSameAnswers(new Random(1));
    trie.assertNoLeak();
  }

  private static void run(boolean wide, long seed, int steps) {
    Random random = new Random(seed);
    TrieFixture trie = new TrieFixture(wide, 8 << 20);
    int clusters = 1 + random.nextInt(6);
    long[] bases = random.longs(clusters).toArray();
    int batch = 1 + random.nextInt(40);
    boolean grow = random.nextInt(4) > 0;
    for (int step = 0; step < steps; step++) {
      List<TrieFixture.Prefix> known = new ArrayList<>(trie.twin.keySet());
      boolean removing =
          !known.isEmpty() && random.nextInt(10) < (grow && step < steps * 2 / 3 ? 2 : 6);
      if (removing) {
        trie.remove(known.get(random.nextInt(known.size())));
      } else {
        add(trie, random, bases, known);
      }
      if (step % batch == 0) {
        trie.compile(random.nextInt(20) == 0);
      }
    }
    trie.compile(false);
    trie.assertSameAnswers(random);
    trie.assertNoLeak();
    int before = trie.root();
    trie.compile(true);
    org.assertj.core.api.Assertions.assertThat(trie.root())
        .as("a whole build of the same rib shares every block")
        .isEqualTo(before);
  }

  private static void add(
      TrieFixture trie, Random random, long[] bases, List<TrieFixture.Prefix> known) {
    int bits = trie.bits();
    int length =
        Math.min(
            bits,
            random.nextInt(8) == 0
                ? random.nextInt(bits + 1)
                : bits / 4 + random.nextInt(bits * 3 / 4 + 1));
    long hi = bases[random.nextInt(bases.length)];
    long lo = random.nextInt(3) == 0 ? 0 : hi * 31;
    if (!known.isEmpty() && random.nextInt(3) == 0) {
      TrieFixture.Prefix other = known.get(random.nextInt(known.size()));
      hi = other.hi();
      lo = other.lo();
    }
    int keep = random.nextInt(trie.wide ? 64 : 32);
    hi = (hi & Keys.maskHi(keep)) | (random.nextLong() & ~Keys.maskHi(keep));
    hi &= Keys.maskHi(Math.min(length, bits));
    lo = trie.wide ? lo & Keys.maskLo(length) : 0;
    trie.put(hi, lo, length, 1 + random.nextInt(5));
  }
}
