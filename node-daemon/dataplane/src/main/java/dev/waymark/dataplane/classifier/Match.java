package dev.waymark.dataplane.classifier;

import dev.waymark.dataplane.lpm.Keys;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a packet must be for a rule to match: every field that is not empty must hold it.
 *
 * @param from source prefixes of the rule's family; empty: any
 * @param to destination prefixes of the rule's family; empty: any
 * @param ifindexes input interfaces; empty: any
 * @param dscp code points, 0 to 63; empty: any
 * @param transport protocol, ports, ICMP type
 * @param mark the packet's mark; null: any
 */
public record Match(
    List<Prefix> from,
    List<Prefix> to,
    Set<Integer> ifindexes,
    Set<Integer> dscp,
    Transport transport,
    @Nullable MarkBits mark) {

  /** Matches everything. */
  public static final Match ANY =
      new Match(List.of(), List.of(), Set.of(), Set.of(), Transport.ANY, null);

  /**
   * A range of keys, left aligned: addresses, ports, marks.
   *
   * @param length 0 to 128, in bits
   */
  public record Prefix(long hi, long lo, int length) {
    public Prefix {
      if (length < 0 || length > 128 || !Keys.isPrefix(hi, lo, length)) {
        throw new IllegalArgumentException("prefix of " + length + " bits with bits beyond them");
      }
    }
  }

  public Match {
    from = List.copyOf(from);
    to = List.copyOf(to);
    ifindexes = Set.copyOf(ifindexes);
    dscp = Set.copyOf(dscp);
    for (int value : dscp) {
      if (value < 0 || value > 63) {
        throw new IllegalArgumentException("DSCP " + value + " is not between 0 and 63");
      }
    }
  }

  public Match withFrom(List<Prefix> prefixes) {
    return new Match(prefixes, to, ifindexes, dscp, transport, mark);
  }

  public Match withTo(List<Prefix> prefixes) {
    return new Match(from, prefixes, ifindexes, dscp, transport, mark);
  }

  public Match withIfindexes(Set<Integer> interfaces) {
    return new Match(from, to, interfaces, dscp, transport, mark);
  }

  public Match withDscp(Set<Integer> values) {
    return new Match(from, to, ifindexes, values, transport, mark);
  }

  public Match withTransport(Transport wanted) {
    return new Match(from, to, ifindexes, dscp, wanted, mark);
  }

  public Match withMark(@Nullable MarkBits wanted) {
    return new Match(from, to, ifindexes, dscp, transport, wanted);
  }
}
