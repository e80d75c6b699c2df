package dev.waymark.dataplane.lpm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.dataplane.layout.LpmLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * What is not among the ranges that two tries differ in is answered alike by both; each range is
 * answered alike throughout; and the ranges of a rib divide all keys by their answers.
 */
class RangesShowEveryDifferenceTest {
  private record Range(long firstHi, long firstLo, long lastHi, long lastLo) {
    boolean has(long hi, long lo) {
      return Keys.compare(firstHi, firstLo, 0, hi, lo, 0) <= 0
          && Keys.compare(hi, lo, 0, lastHi, lastLo, 0) <= 0;
    }
  }

  @Property(tries = 40)
  void ofIpv4(@ForAll long seed, @ForAll @IntRange(min = 1, max = 600) int prefixes) {
    run(false, seed, prefixes);
  }

  @Property(tries = 40)
  void ofIpv6(@ForAll long seed, @ForAll @IntRange(min = 1, max = 600) int prefixes) {
    run(true, seed, prefixes);
  }

  private static void run(boolean wide, long seed, int prefixes) {
    Random random = new Random(seed);
    TrieFixture trie = new TrieFixture(wide, 8 << 20);
    for (int i = 0; i < prefixes; i++) {
      put(trie, random);
    }
    trie.keepOld();
    trie.compile(false);
    wholeSpace(trie);
    runs(trie, random);

    int old = trie.root();
    Changes changes = new Changes();
    for (int i = random.nextInt(6); i >= 0; i--) {
      TrieFixture.Prefix changed = put(trie, random);
      changes.add(changed.hi(), changed.lo(), changed.length());
    }
    trie.compile(false);
    List<Range> shown = ranges(trie, old, KeyRanges.of(changes));
    for (TrieFixture.Prefix prefix : trie.twin.keySet()) {
      same(trie, old, shown, prefix.hi(), prefix.lo());
      long lastHi = prefix.hi() | ~Keys.maskHi(prefix.length());
      same(trie, old, shown, lastHi, prefix.lo() | ~Keys.maskLo(prefix.length()));
    }
    for (int i = 0; i < changes.size(); i++) {
      long hi = changes.hi(i);
      long lo = changes.lo(i);
      assertThat(changes.length(i) == 0 || shown.stream().anyMatch(range -> range.has(hi, lo)))
          .as("key %016x:%016x was to change", hi, lo)
          .isTrue();
    }
  }

  private static void same(TrieFixture trie, int old, List<Range> shown, long hi, long lo) {
    int before = TrieReader.lookup(trie.memory, old, hi, lo);
    int after = TrieReader.lookup(trie.memory, trie.root(), hi, lo);
    assertThat(before == after || shown.stream().anyMatch(range -> range.has(hi, lo)))
        .as("key %016x:%016x has %d, had %d", hi, lo, after, before)
        .isTrue();
  }

  /** Everything, in order and without a hole. */
  private static void wholeSpace(TrieFixture trie) {
    long nextHi = 0;
    long nextLo = 0;
    for (Range range : ranges(trie, LpmLayout.LEAF, KeyRanges.ALL)) {
      assertThat(range.firstHi()).isEqualTo(nextHi);
      assertThat(range.firstLo()).isEqualTo(nextLo);
      assertThat(TrieReader.lookup(trie.memory, trie.root(), range.lastHi(), range.lastLo()))
          .isEqualTo(TrieReader.lookup(trie.memory, trie.root(), nextHi, nextLo));
      nextLo = range.lastLo() + 1;
      nextHi = nextLo == 0 ? range.lastHi() + 1 : range.lastHi();
    }
    assertThat(nextHi | nextLo).isZero();
  }

  private static List<Range> ranges(TrieFixture trie, int old, KeyRanges changed) {
    List<Range> ranges = new ArrayList<>();
    TrieRanges.differing(
        trie.memory,
        old,
        trie.root(),
        changed,
        (firstHi, firstLo, lastHi, lastLo) ->
            ranges.add(new Range(firstHi, firstLo, lastHi, lastLo)));
    return ranges;
  }

  private static void runs(TrieFixture trie, Random random) {
    RibRuns runs = new RibRuns(trie.rib);
    long hi = 0;
    long lo = 0;
    do {
      assertThat(runs.leaf()).isEqualTo(answer(trie, hi, lo));
      assertThat(runs.leaf()).isEqualTo(answer(trie, runs.endHi(), runs.endLo()));
      RibRuns sought = new RibRuns(trie.rib);
      sought.seek(runs.endHi(), runs.endLo());
      assertThat(sought.endHi()).isEqualTo(runs.endHi());
      assertThat(sought.endLo()).isEqualTo(runs.endLo());
      assertThat(sought.leaf()).isEqualTo(runs.leaf());
      assertThat(sought.isCovered()).isEqualTo(runs.isCovered());
      lo = runs.endLo() + 1;
      hi = lo == 0 ? runs.endHi() + 1 : runs.endHi();
    } while (runs.next());
    assertThat(hi | lo).as("the walk ends behind the last key").isZero();
    runs.seek(random.nextLong(), trie.wide ? random.nextLong() : 0);
    assertThat(runs.leaf()).isEqualTo(answer(trie, runs.endHi(), runs.endLo()));
  }

  private static int answer(TrieFixture trie, long hi, long lo) {
    int covering = trie.rib.covering(hi, trie.wide ? lo : 0, trie.bits());
    return covering != 0 ? covering : trie.rib.get(0, 0, 0);
  }

  private static TrieFixture.Prefix put(TrieFixture trie, Random random) {
    int length = random.nextInt(trie.bits() + 1);
    long spread = random.nextInt(4) == 0 ? -1L : 0x0003_0f0f_0000_ffffL << random.nextInt(16);
    long hi = random.nextLong() & spread & Keys.maskHi(Math.min(length, trie.wide ? 64 : 32));
    long lo = trie.wide ? random.nextLong() & spread & Keys.maskLo(length) : 0;
    trie.put(hi, lo, length, 1 + random.nextInt(4));
    return new TrieFixture.Prefix(hi, lo, length);
  }
}
