package dev.waymark.dataplane.counters;

import dev.waymark.dataplane.layout.CountLayout;
import dev.waymark.dataplane.layout.RuleLayout;
import java.util.BitSet;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/**
 * A counter's index by the name of what it counts; the same over generations and, with {@link
 * #snapshot}, over restarts. Not safe for several threads.
 */
public final class CounterIds {
  private static final int FOR_RULES = 4 * RuleLayout.RULES_MAX;

  private final Map<String, Integer> ids = new TreeMap<>();
  private final BitSet taken = new BitSet();
  private final IntConsumer reset;

  CounterIds(IntConsumer reset) {
    this.reset = reset;
    taken.set(0);
  }

  /** The index for a name, from zero on if it is new; 0, which counts nothing, if all are taken. */
  public int idOf(String name) {
    return idOf(name, CountLayout.COUNTERS_MAX - FOR_RULES);
  }

  /**
   * The same for a rule. Limits are kept by the rule's index, so there is one left whatever else is
   * counted: for the rules of two generations, with nothing in common.
   */
  public int idOfRule(String name) {
    return idOf(name, CountLayout.COUNTERS_MAX);
  }

  private int idOf(String name, int end) {
    Integer known = ids.get(name);
    if (known != null) {
      return known;
    }
    int id = taken.nextClearBit(1);
    if (id >= end) {
      return 0;
    }
    taken.set(id);
    ids.put(name, id);
    reset.accept(id);
    return id;
  }

  /**
   * Frees every index whose name is not among these. Call it when no generation that names another
   * can come back: after confirming.
   */
  public void retainOnly(Collection<String> names) {
    ids.entrySet()
        .removeIf(entry -> {
          boolean gone = !names.contains(entry.getKey());
          if (gone) {
            taken.clear(entry.getValue());
          }
          return gone;
        });
  }

  /** Every name and its index, by name. */
  public Map<String, Integer> snapshot() {
    return new TreeMap<>(ids);
  }

  /**
   * Takes over what an earlier process had.
   *
   * @throws IllegalArgumentException if two names have one index, or an index does not exist
   */
  public void restore(Map<String, Integer> snapshot) {
    for (Map.Entry<String, Integer> entry : snapshot.entrySet()) {
      int id = entry.getValue();
      if (id < 1 || id >= CountLayout.COUNTERS_MAX || taken.get(id)) {
        throw new IllegalArgumentException(
            "counter %s has index %d, which is taken or none".formatted(entry.getKey(), id));
      }
      taken.set(id);
      ids.put(entry.getKey(), id);
    }
  }
}
