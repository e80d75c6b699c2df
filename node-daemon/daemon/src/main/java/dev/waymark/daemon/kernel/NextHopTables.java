package dev.waymark.daemon.kernel;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Family;
import dev.waymark.daemon.kernel.KernelObject.End;
import dev.waymark.daemon.kernel.KernelObject.Jump;
import dev.waymark.daemon.kernel.KernelObject.LocalLookup;
import dev.waymark.daemon.kernel.KernelObject.MarkLookup;
import dev.waymark.daemon.kernel.KernelObject.TableRoute;
import dev.waymark.daemon.kernel.KernelObject.Verdict;
import dev.waymark.daemon.kernel.KernelObject.Via;
import dev.waymark.daemon.resolve.NextHopIdentity;
import dev.waymark.daemon.resolve.ResolvedRoute;
import dev.waymark.daemon.resolve.ResolvedState;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the kernel must hold so that a marked packet goes where it should: pure, in the order in
 * which it is to be added. For each family:
 *
 * <pre>
 *   priorities.from      not marked by us: goto priorities.to
 *   priorities.from + 1  mark n: lookup table tables.from + n     (one for each number)
 *   priorities.to        nop
 *   priorities.to        sent by the node itself: lookup table tables.from
 *
 *   table tables.from + n: one default route
 * </pre>
 */
public final class NextHopTables {

  private final Ownership ownership;

  public NextHopTables(Ownership ownership) {
    this.ownership = ownership;
  }

  /** Everything that {@code state} needs. Tables come before the rules that lead to them. */
  public Set<KernelObject> wanted(ResolvedState state, Marks marks) {
    Set<KernelObject> wanted = new LinkedHashSet<>();
    Set<Family> families = EnumSet.noneOf(Family.class);
    Set<MarkLookup> lookups = new LinkedHashSet<>();
    state
        .nextHops()
        .forEach((identity, served) -> {
          int number = marks.number(identity);
          for (Family family : served) {
            wanted.add(via(family, number, identity));
            lookups.add(lookup(family, number));
          }
          families.addAll(served);
        });
    state
        .verdicts()
        .forEach((kind, served) -> {
          for (Family family : served) {
            wanted.add(new Verdict(family, ownership.table(number(kind)), verdict(kind)));
            lookups.add(lookup(family, number(kind)));
          }
          families.addAll(served);
        });
    for (Family family : families) {
      wanted.add(new End(family, ownership.endPriority()));
      wanted.add(
          new Jump(
              family, ownership.jumpPriority(), ownership.marks().mask(), ownership.endPriority()));
    }
    wanted.addAll(lookups);
    return wanted;
  }

  /** The rules that lead the node's own senders to their table. */
  public Set<KernelObject> localRules(Set<Family> families) {
    Set<KernelObject> rules = new LinkedHashSet<>();
    for (Family family : families) {
      rules.add(new LocalLookup(family, ownership.localPriority(), ownership.localTable()));
    }
    return rules;
  }

  /**
   * The bits that a packet is marked with for a route that the kernel carries out, or 0 for one
   * that it does not.
   */
  public int verdictMark(ResolvedRoute.Kind kind) {
    return switch (kind) {
      case LOCAL, UNREACHABLE, PROHIBIT -> ownership.marks().pattern(number(kind));
      case UNICAST, BLACKHOLE, THROW, KERNEL, PROTECTED, MULTICAST -> 0;
    };
  }

  /** The bits that a packet to this next hop is marked with. */
  public int mark(NextHopIdentity identity, Marks marks) {
    return ownership.marks().pattern(marks.number(identity));
  }

  /** The numbers as an earlier run of the daemon left them, read off what the kernel holds. */
  public Marks recover(Collection<KernelObject> present) {
    Map<NextHopIdentity, Integer> held = new TreeMap<>();
    Set<Integer> numbers = new TreeSet<>();
    for (KernelObject object : present) {
      switch (object) {
        case Via via -> {
          held.put(identity(via), ownership.number(via.table()));
          numbers.add(ownership.number(via.table()));
        }
        case MarkLookup lookup -> numbers.add(ownership.number(lookup.table()));
        case Verdict verdict -> numbers.add(ownership.number(verdict.table()));
        case Jump jump -> {
          // Says nothing of numbers.
        }
        case LocalLookup lookup -> {
          // Says nothing of numbers.
        }
        case End end -> {
          // Says nothing of numbers.
        }
      }
    }
    numbers.removeAll(List.of(Marks.LOCAL, Marks.UNREACHABLE, Marks.PROHIBIT));
    return Marks.found(ownership.largestNumber(), held, numbers);
  }

  /** In the order in which things may go: rules before the tables that they lead to. */
  public static List<KernelObject> removalOrder(Collection<KernelObject> objects) {
    return objects.stream()
        .sorted((a, b) -> Boolean.compare(a instanceof TableRoute, b instanceof TableRoute))
        .toList();
  }

  private Via via(Family family, int number, NextHopIdentity identity) {
    return new Via(
        family,
        ownership.table(number),
        identity.interfaceIndex(),
        identity.gateway(),
        identity.mtu());
  }

  private static NextHopIdentity identity(Via via) {
    Address gateway = via.gateway();
    return new NextHopIdentity(via.interfaceIndex(), gateway, via.mtu());
  }

  private MarkLookup lookup(Family family, int number) {
    return new MarkLookup(
        family,
        ownership.markPriority(),
        ownership.marks().pattern(number),
        ownership.marks().mask(),
        ownership.table(number));
  }

  private static int number(ResolvedRoute.Kind kind) {
    return switch (kind) {
      case LOCAL -> Marks.LOCAL;
      case UNREACHABLE -> Marks.UNREACHABLE;
      case PROHIBIT -> Marks.PROHIBIT;
      case UNICAST, BLACKHOLE, THROW, KERNEL, PROTECTED, MULTICAST ->
          throw new IllegalArgumentException("the kernel has no part in " + kind);
    };
  }

  private static Verdict.Kind verdict(ResolvedRoute.Kind kind) {
    return switch (kind) {
      case LOCAL -> Verdict.Kind.LOCAL;
      case UNREACHABLE -> Verdict.Kind.UNREACHABLE;
      case PROHIBIT -> Verdict.Kind.PROHIBIT;
      case UNICAST, BLACKHOLE, THROW, KERNEL, PROTECTED, MULTICAST ->
          throw new IllegalArgumentException("the kernel has no part in " + kind);
    };
  }
}
