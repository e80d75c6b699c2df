package dev.waymark.compiler.model;

import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which packets a rule matches: those that satisfy every list. An empty list is satisfied by every
 * packet.
 *
 * @param from source prefixes, sorted, each once
 * @param to destination prefixes, sorted, each once
 * @param inputInterfaces names, sorted, each once
 * @param dscp 0–63, sorted, each once
 * @param mark the packet's mark; null: any
 */
public record DesiredMatch(
    List<Prefix> from,
    List<Prefix> to,
    List<String> inputInterfaces,
    List<Integer> dscp,
    DesiredTransport transport,
    @Nullable MarkBits mark) {
  /** Every packet. */
  public static final DesiredMatch ALL =
      new DesiredMatch(List.of(), List.of(), List.of(), List.of());

  /** Sorts the lists and drops repetitions; refuses DSCP values outside 0–63. */
  public DesiredMatch {
    from = canonical(from);
    to = canonical(to);
    inputInterfaces = canonical(inputInterfaces);
    dscp = canonical(dscp);
    for (int value : dscp) {
      if (value < 0 || value > 63) {
        throw new IllegalArgumentException("dscp " + value + " is not 0–63");
      }
    }
  }

  /** Asks nothing of transport header and mark. */
  public DesiredMatch(
      List<Prefix> from, List<Prefix> to, List<String> inputInterfaces, List<Integer> dscp) {
    this(from, to, inputInterfaces, dscp, DesiredTransport.ALL, null);
  }

  /** Whether a packet of the family can match. */
  public boolean concerns(Family family) {
    return holds(from, family) && holds(to, family);
  }

  private static boolean holds(List<Prefix> prefixes, Family family) {
    return prefixes.isEmpty() || prefixes.stream().anyMatch(p -> p.family() == family);
  }

  private static <T extends Comparable<? super T>> List<T> canonical(List<T> values) {
    return values.stream().sorted().distinct().toList();
  }
}
