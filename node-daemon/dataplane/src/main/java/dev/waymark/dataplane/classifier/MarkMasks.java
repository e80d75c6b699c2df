package dev.waymark.dataplane.classifier;

import dev.waymark.dataplane.layout.ClassifierLayout;
import java.util.List;

/** The masks under which rules look at marks; each is a field of its own in the classifier. */
public final class MarkMasks {
  private MarkMasks() {}

  /** Each once, in the order in which the rules name them. */
  static List<Integer> of(List<Rule> rules) {
    return rules.stream()
        .flatMap(rule -> {
          MarkBits mark = rule.match().mark();
          return mark == null ? List.<Integer>of().stream() : List.of(mark.mask()).stream();
        })
        .distinct()
        .toList();
  }

  /**
   * Refuses rules with more masks than a classifier has room for.
   *
   * @throws IllegalArgumentException if they do
   */
  public static void require(List<Rule> rules) {
    int masks = of(rules).size();
    if (masks > ClassifierLayout.MARK_MASKS) {
      throw new IllegalArgumentException(
          masks + " masks of marks, but at most " + ClassifierLayout.MARK_MASKS);
    }
  }

  /** What a rule asks under this mask; empty: nothing. */
  static List<Match.Prefix> prefixes(Match match, int mask) {
    MarkBits mark = match.mark();
    return mark == null || mark.mask() != mask ? List.of() : List.of(Ranges.mark(mark));
  }
}
