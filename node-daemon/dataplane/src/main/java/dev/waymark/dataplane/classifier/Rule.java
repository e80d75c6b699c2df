package dev.waymark.dataplane.classifier;

import dev.waymark.dataplane.layout.GenerationLayout;
import dev.waymark.dataplane.layout.RuleAction;

/**
 * A rule of one family; its place in the list is its priority.
 *
 * @param action anything but NONE
 * @param table for LOOKUP, 1 to 254; else 0
 * @param mark for REJECT: what has the kernel answer
 * @param counter index of its counter; 0: none
 */
public record Rule(RuleAction action, int table, int mark, int counter, Match match) {
  public Rule {
    if (action == RuleAction.NONE || counter < 0) {
      throw new IllegalArgumentException("rule: action=" + action + " counter=" + counter);
    }
    boolean named = table > GenerationLayout.TABLE_OWN && table <= GenerationLayout.TABLE_MAIN;
    if ((action == RuleAction.LOOKUP) != named || (!named && table != 0)) {
      throw new IllegalArgumentException("rule: action=" + action + " table=" + table);
    }
  }
}
