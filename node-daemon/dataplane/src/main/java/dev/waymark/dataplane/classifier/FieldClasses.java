package dev.waymark.dataplane.classifier;

import dev.waymark.dataplane.lpm.Keys;
import dev.waymark.dataplane.lpm.Rib;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Which values of a field satisfy which rules: values that satisfy the same ones form a class.
 *
 * <p>A field that no rule asks about has no bitmaps, and is skipped. A rule that does not ask about
 * the field is in every class's bitmap; class 0 holds the values that no rule names.
 */
final class FieldClasses {
  private FieldClasses() {}

  /**
   * Classes of a field whose values form ranges.
   *
   * @param classes the class of every prefix, for a trie; 0/0 included
   */
  record OfPrefixes(RuleBitmaps bitmaps, Rib classes) {}

  private record Key(long hi, long lo, int length) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return Keys.compare(hi, lo, length, other.hi, other.lo, other.length);
    }

    boolean covers(Key other) {
      return length <= other.length
          && ((hi ^ other.hi) & Keys.maskHi(length)) == 0
          && ((lo ^ other.lo) & Keys.maskLo(length)) == 0;
    }
  }

  /** A prefix on the way from the root, with the bitmap of all that cover it. */
  private static final class Covering {
    private final Key key;
    private final long[] bitmap;

    private Covering(Key key, long[] bitmap) {
      this.key = key;
      this.bitmap = bitmap;
    }
  }

  static boolean asked(List<Rule> rules, Function<Match, ? extends Collection<?>> field) {
    return rules.stream().anyMatch(rule -> !field.apply(rule.match()).isEmpty());
  }

  static OfPrefixes ofPrefixes(
      List<Rule> rules, Function<Match, List<Match.Prefix>> field, boolean wide) {
    RuleBitmaps bitmaps = new RuleBitmaps(rules.size());
    long[] any = bitmaps.empty();
    Map<Key, long[]> own = new TreeMap<>();
    for (int i = 0; i < rules.size(); i++) {
      List<Match.Prefix> prefixes = field.apply(rules.get(i).match());
      if (prefixes.isEmpty()) {
        RuleBitmaps.set(any, i);
      }
      for (Match.Prefix prefix : prefixes) {
        Key key = new Key(prefix.hi(), prefix.lo(), prefix.length());
        RuleBitmaps.set(own.computeIfAbsent(key, k -> bitmaps.empty()), i);
      }
    }
    bitmaps.classOf(any);
    Rib classes = new Rib(wide);
    Deque<Covering> covering = new ArrayDeque<>();
    // In this order whatever covers a prefix comes before it.
    own.forEach((key, bitmap) -> {
      while (!covering.isEmpty() && !covering.peek().key.covers(key)) {
        covering.pop();
      }
      long[] outer = covering.isEmpty() ? any : covering.peek().bitmap;
      long[] all = RuleBitmaps.or(outer, bitmap);
      covering.push(new Covering(key, all));
      classes.put(key.hi(), key.lo(), key.length(), bitmaps.classOf(all));
    });
    return new OfPrefixes(bitmaps, classes);
  }

  /** The bitmap of the rules that a value satisfies. */
  static long[] satisfied(
      List<Rule> rules,
      Function<Match, ? extends Collection<Integer>> asks,
      Integer value,
      RuleBitmaps bitmaps) {
    long[] bitmap = bitmaps.empty();
    for (int i = 0; i < rules.size(); i++) {
      Collection<Integer> wanted = asks.apply(rules.get(i).match());
      if (wanted.isEmpty() || wanted.contains(value)) {
        RuleBitmaps.set(bitmap, i);
      }
    }
    return bitmap;
  }
}
