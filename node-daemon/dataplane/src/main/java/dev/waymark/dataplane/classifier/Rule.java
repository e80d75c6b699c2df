package dev.waymark.dataplane.classifier;

import dev.waymark.dataplane.layout.GenerationLayout;
import dev.waymark.dataplane.layout.RuleAction;

/**
 * A rule of one family; its place in the list is its priority.
 *
 * @param action anything but NONE
 * @param table for LOOKUP, 1 to 254; else 0
 * @param suppress for LOOKUP, routes to prefixes of this length or shorter do not count; {@link
 *     #ALL_COUNT}: all do. The routes of the table must tell their prefix length
 * @param mark for REJECT: what has the kernel answer
 * @param counter index of its counter; 0: none. A limit needs one, which its state is kept by
 */
public record Rule(
    RuleAction action,
    int table,
    int suppress,
    int mark,
    int counter,
    Match match,
    Effects effects) {
  /** No route is suppressed. */
  public static final int ALL_COUNT = -1;

  public Rule {
    if (action == RuleAction.NONE || counter < 0) {
      throw new IllegalArgumentException("rule: action=" + action + " counter=" + counter);
    }
    boolean named = table > GenerationLayout.TABLE_OWN && table <= GenerationLayout.TABLE_MAIN;
    if ((action == RuleAction.LOOKUP) != named || (!named && table != 0)) {
      throw new IllegalArgumentException("rule: action=" + action + " table=" + table);
    }
    if (suppress < ALL_COUNT || suppress > 128 || (suppress != ALL_COUNT && !named)) {
      throw new IllegalArgumentException("rule: action=" + action + " suppress=" + suppress);
    }
    if (effects.limit() != null && counter == 0) {
      throw new IllegalArgumentException("a rule with a limit, but without a counter");
    }
  }

  /** A rule that does nothing beside its action. */
  public Rule(RuleAction action, int table, int mark, int counter, Match match) {
    this(action, table, ALL_COUNT, mark, counter, match, Effects.NONE);
  }

  /**
   * Whether XDP may drop by it what TCX would: it drops, or passes up to a limit; it does not look
   * at the mark, which XDP does not see; and nothing is left to be done for what it drops. Which
   * rules come before it is asked of each packet.
   */
  public boolean isEarly() {
    boolean drops =
        action == RuleAction.DROP && effects.mirror() == null && effects.limit() == null;
    boolean limits = action == RuleAction.PASS && effects.limit() != null;
    return (drops || limits) && match.mark() == null;
  }

  public Rule withEffects(Effects more) {
    return new Rule(action, table, suppress, mark, counter, match, more);
  }
}
