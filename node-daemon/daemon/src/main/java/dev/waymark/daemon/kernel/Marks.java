package dev.waymark.daemon.kernel;

import dev.waymark.daemon.resolve.NextHopIdentity;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which next hop has which number. A number gives both a mark (its bits dealt over the mark mask)
 * and a kernel table (its place in the table range). An immutable value.
 *
 * <p>A next hop keeps its number as long as anything needs it. A number that was given up is given
 * again only after {@link #without} said so, which is after its quarantine: a packet on its way may
 * still carry it.
 *
 * <pre>
 *   0            unmarked
 *   1  2  3      deliver here, unreachable, prohibit
 *   4 ...        next hops, lowest free number first
 * </pre>
 */
public final class Marks {

  /** Numbers that mean the same on every node. */
  static final int LOCAL = 1;

  static final int UNREACHABLE = 2;
  static final int PROHIBIT = 3;
  private static final int FIRST = 4;

  private final int largest;
  private final SortedMap<NextHopIdentity, Integer> held;
  private final SortedSet<Integer> unknown;

  private Marks(int largest, SortedMap<NextHopIdentity, Integer> held, SortedSet<Integer> unknown) {
    this.largest = largest;
    this.held = held;
    this.unknown = unknown;
  }

  /** None given yet, of the numbers up to {@code largest}. */
  public static Marks none(int largest) {
    return new Marks(largest, new TreeMap<>(), new TreeSet<>());
  }

  /**
   * As an earlier run left them.
   *
   * @param held what the kernel's tables still tell
   * @param unknown numbers that have a rule while their table is empty, as after the loss of an
   *     interface: in quarantine
   */
  public static Marks found(
      int largest, Map<NextHopIdentity, Integer> held, Collection<Integer> unknown) {
    SortedSet<Integer> foreign = new TreeSet<>(unknown);
    foreign.removeAll(held.values());
    return new Marks(largest, new TreeMap<>(held), foreign);
  }

  /**
   * With a number for each of {@code wanted}; those that have one keep it. Empty when there are not
   * enough.
   */
  public Optional<Marks> with(Collection<NextHopIdentity> wanted) {
    SortedMap<NextHopIdentity, Integer> next = new TreeMap<>(held);
    Set<Integer> taken = new TreeSet<>(held.values());
    taken.addAll(unknown);
    int candidate = FIRST;
    for (NextHopIdentity identity : new TreeSet<>(wanted)) {
      if (next.containsKey(identity)) {
        continue;
      }
      while (taken.contains(candidate)) {
        candidate++;
      }
      if (candidate > largest) {
        return Optional.empty();
      }
      next.put(identity, candidate++);
    }
    return Optional.of(new Marks(largest, next, unknown));
  }

  /** Only what {@code needed} holds keeps its number; all others are free again. */
  public Marks without(Set<NextHopIdentity> needed) {
    SortedMap<NextHopIdentity, Integer> kept = new TreeMap<>(held);
    kept.keySet().retainAll(needed);
    return new Marks(largest, kept, new TreeSet<>());
  }

  /**
   * The number of a next hop.
   *
   * @throws IllegalArgumentException if it was given none
   */
  public int number(NextHopIdentity identity) {
    Integer number = held.get(identity);
    if (number == null) {
      throw new IllegalArgumentException("no mark was given to " + identity);
    }
    return number;
  }

  /** Every next hop that has a number. */
  public Set<NextHopIdentity> identities() {
    return Set.copyOf(held.keySet());
  }

  /** How many next hops can have one at a time. */
  public int capacity() {
    return largest - FIRST + 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Marks marks
        && marks.largest == largest
        && marks.held.equals(held)
        && marks.unknown.equals(unknown);
  }

  @Override
  public int hashCode() {
    return 31 * held.hashCode() + unknown.hashCode();
  }

  @Override
  public String toString() {
    return "Marks[held=%s unknown=%s]".formatted(held, unknown);
  }
}
