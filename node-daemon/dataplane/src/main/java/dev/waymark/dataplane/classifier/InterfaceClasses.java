package dev.waymark.dataplane.classifier;

import dev.waymark.dataplane.layout.Family;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Classes of input interfaces. An interface has one class for both families, so a class stands for
 * the rules of IPv4 and those of IPv6 that it satisfies. Class 0 is every interface that no rule
 * names.
 */
public final class InterfaceClasses {
  private record Satisfied(List<Long> v4, List<Long> v6) {}

  private final Map<Integer, Integer> classes = new HashMap<>();
  private final long[] v4;
  private final long[] v6;

  private InterfaceClasses(List<Satisfied> satisfied, boolean asked4, boolean asked6) {
    v4 = asked4 ? join(satisfied.stream().map(Satisfied::v4).toList()) : new long[0];
    v6 = asked6 ? join(satisfied.stream().map(Satisfied::v6).toList()) : new long[0];
  }

  /** The classes of the interfaces under the rules of both families. */
  public static InterfaceClasses of(
      List<AttachedInterface> interfaces, List<Rule> rules4, List<Rule> rules6) {
    Map<Satisfied, Integer> numbers = new HashMap<>();
    List<Satisfied> inOrder = new ArrayList<>();
    Satisfied unnamed = new Satisfied(satisfied(rules4, 0), satisfied(rules6, 0));
    numbers.put(unnamed, 0);
    inOrder.add(unnamed);
    Map<Integer, Integer> byIfindex = new HashMap<>();
    for (AttachedInterface attached : interfaces) {
      int ifindex = attached.ifindex();
      Satisfied key = new Satisfied(satisfied(rules4, ifindex), satisfied(rules6, ifindex));
      Integer number = numbers.get(key);
      if (number == null) {
        number = inOrder.size();
        numbers.put(key, number);
        inOrder.add(key);
      }
      byIfindex.put(ifindex, number);
    }
    InterfaceClasses result =
        new InterfaceClasses(
            inOrder,
            FieldClasses.asked(rules4, Match::ifindexes),
            FieldClasses.asked(rules6, Match::ifindexes));
    result.classes.putAll(byIfindex);
    return result;
  }

  /** The class of an interface. */
  int classOf(int ifindex) {
    return classes.getOrDefault(ifindex, 0);
  }

  /** The bitmaps by class; empty if no rule of the family asks about interfaces. */
  long[] bitmaps(Family family) {
    return family == Family.V4 ? v4 : v6;
  }

  private static List<Long> satisfied(List<Rule> rules, int ifindex) {
    RuleBitmaps bitmaps = new RuleBitmaps(rules.size());
    List<Long> words = new ArrayList<>();
    for (long word : FieldClasses.satisfied(rules, Match::ifindexes, ifindex, bitmaps)) {
      words.add(word);
    }
    return words;
  }

  private static long[] join(List<List<Long>> bitmaps) {
    return bitmaps.stream().flatMap(List::stream).mapToLong(Long::longValue).toArray();
  }
}
