package dev.waymark.dataplane.classifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The distinct bitmaps of one field, by class; class 0 is the one that is added first. */
final class RuleBitmaps {
  private record Key(List<Long> words) {}

  private final int words;
  private final List<long[]> bitmaps = new ArrayList<>();
  private final Map<Key, Integer> classes = new HashMap<>();

  RuleBitmaps(int rules) {
    words = wordsFor(rules);
  }

  static int wordsFor(int rules) {
    return (rules + Long.SIZE - 1) / Long.SIZE;
  }

  /** An empty bitmap of the right size. */
  long[] empty() {
    return new long[words];
  }

  /** The class with exactly this bitmap, a new one if there is none yet. */
  int classOf(long[] bitmap) {
    Key key = new Key(Arrays.stream(bitmap).boxed().toList());
    return classes.computeIfAbsent(
        key,
        k -> {
          bitmaps.add(bitmap.clone());
          return bitmaps.size() - 1;
        });
  }

  int classes() {
    return bitmaps.size();
  }

  boolean has(int fieldClass, int rule) {
    return (bitmaps.get(fieldClass)[rule >>> 6] & (1L << rule)) != 0;
  }

  /** All bitmaps in the order of their classes. */
  long[] toArray() {
    long[] all = new long[words * bitmaps.size()];
    for (int i = 0; i < bitmaps.size(); i++) {
      System.arraycopy(bitmaps.get(i), 0, all, i * words, words);
    }
    return all;
  }

  static void set(long[] bitmap, int rule) {
    bitmap[rule >>> 6] |= 1L << rule;
  }

  static long[] or(long[] left, long[] right) {
    long[] both = left.clone();
    for (int i = 0; i < both.length; i++) {
      both[i] |= right[i];
    }
    return both;
  }
}
