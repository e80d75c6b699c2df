package dev.waymark.dataplane.classifier;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Classes of input interfaces. An interface has one class for all lists of rules, so a class stands
 * for the rules of each list that it satisfies. Class 0 is every interface that no rule names.
 */
public final class InterfaceClasses {
  private static final int UNNAMED = 0;

  private final Map<Integer, Integer> classes;
  private final Map<List<Rule>, long[]> bitmaps;

  private InterfaceClasses(Map<Integer, Integer> classes, Map<List<Rule>, long[]> bitmaps) {
    this.classes = classes;
    this.bitmaps = bitmaps;
  }

  /** The classes of the interfaces under all lists of rules that a generation has. */
  public static InterfaceClasses of(List<AttachedInterface> interfaces, RuleSet... sets) {
    List<List<Rule>> lists = new ArrayList<>();
    for (RuleSet set : sets) {
      lists.add(set.v4());
      lists.add(set.v6());
    }
    Map<List<List<Long>>, Integer> numbers = new LinkedHashMap<>();
    numbers.put(satisfied(lists, UNNAMED), 0);
    Map<Integer, Integer> byIfindex = new HashMap<>();
    for (AttachedInterface attached : interfaces) {
      int ifindex = attached.ifindex();
      int next = numbers.size();
      byIfindex.put(ifindex, numbers.computeIfAbsent(satisfied(lists, ifindex), key -> next));
    }
    Map<List<Rule>, long[]> bitmaps = new HashMap<>();
    for (int i = 0; i < lists.size(); i++) {
      int list = i;
      if (FieldClasses.asked(lists.get(i), Match::ifindexes)) {
        bitmaps.put(
            lists.get(i), join(numbers.keySet().stream().map(key -> key.get(list)).toList()));
      }
    }
    return new InterfaceClasses(byIfindex, bitmaps);
  }

  /** The class of an interface. */
  int classOf(int ifindex) {
    return classes.getOrDefault(ifindex, 0);
  }

  /** The bitmaps of a list of rules by class; empty if none of them asks about interfaces. */
  long[] bitmaps(List<Rule> rules) {
    return bitmaps.getOrDefault(rules, new long[0]);
  }

  private static List<List<Long>> satisfied(List<List<Rule>> lists, int ifindex) {
    return lists.stream().map(rules -> satisfiedIn(rules, ifindex)).toList();
  }

  private static List<Long> satisfiedIn(List<Rule> rules, int ifindex) {
    RuleBitmaps none = new RuleBitmaps(rules.size());
    List<Long> words = new ArrayList<>();
    for (long word : FieldClasses.satisfied(rules, Match::ifindexes, ifindex, none)) {
      words.add(word);
    }
    return words;
  }

  private static long[] join(List<List<Long>> bitmaps) {
    return bitmaps.stream().flatMap(List::stream).mapToLong(Long::longValue).toArray();
  }
}
