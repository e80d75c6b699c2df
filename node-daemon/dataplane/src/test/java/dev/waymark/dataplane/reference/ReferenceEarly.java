package dev.waymark.dataplane.reference;

import dev.waymark.dataplane.reference.Config.Action;
import dev.waymark.dataplane.reference.Config.Rule;
import dev.waymark.dataplane.reference.ReferencePath.Arrival;
import dev.waymark.dataplane.reference.ReferencePath.Link;
import dev.waymark.dataplane.reference.ReferenceRules.Subject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What XDP drops of what comes in, by asking each rule in turn: the first that matches, whatever
 * mark it asks for, if it asks for none and all that it does is to drop.
 */
public final class ReferenceEarly {
  private static final int OWN = 0;
  private static final int ETHERNET = 14;

  private final Config config;
  private final ReferenceFib own;

  public ReferenceEarly(Config config) {
    this.config = config;
    this.own = new ReferenceFib(config.tables().getOrDefault(OWN, List.of()));
  }

  /** Why it is dropped; null: it is passed on. */
  public @Nullable Reason of(Arrival arrival) {
    Seen seen = ReferenceParser.read(arrival.frame().toArray());
    boolean attached =
        config.interfaces().stream().anyMatch(i -> i.ifindex() == arrival.ifindex() && i.l2());
    if (!attached || !isPlain(arrival, seen)) {
      return null;
    }
    Address to = seen.destination();
    boolean local = !to.isMulticast() && own.lookup(to) != null;
    List<Rule> rules = local ? config.toNode(to.v6()) : config.rules(to.v6());
    Subject subject =
        new Subject(seen.from(), seen.to(), arrival.ifindex(), seen.dscp(), 0, seen.l4());
    int first =
        new ReferenceRules(rules.stream().map(ReferenceEarly::unmarked).toList()).next(subject, 0);
    return first < 0 ? null : dropped(rules.get(first), arrival);
  }

  private static @Nullable Reason dropped(Rule rule, Arrival arrival) {
    if (rule.asked().mark() != null) {
      return null;
    }
    if (rule.action() == Action.DROP) {
      boolean only = rule.effects().mirror() == 0 && rule.effects().limit() == null;
      return only ? Reason.DROP_RULE : null;
    }
    // XDP does not know of how many packets the kernel made one.
    Arrival single =
        new Arrival(arrival.frame(), arrival.ifindex(), arrival.link(), arrival.mark(), 0);
    return rule.action() == Action.PASS && rule.effects().isOver(single) ? Reason.DROP_LIMIT : null;
  }

  private static Rule unmarked(Rule rule) {
    Asked asked = rule.asked();
    return new Rule(
        rule.action(),
        rule.table(),
        rule.mark(),
        rule.counter(),
        rule.from(),
        rule.to(),
        rule.interfaces(),
        rule.dscp(),
        new Asked(
            asked.protocols(), asked.sourcePorts(), asked.destinationPorts(), asked.icmp(), null),
        rule.effects());
  }

  /** For this host on its link, and whole by its headers, of which it has no others. */
  private static boolean isPlain(Arrival arrival, Seen seen) {
    if (seen.refused() != null || seen.exempt() || seen.fragment() || seen.isError()) {
      return false;
    }
    byte[] frame = arrival.frame().toArray();
    boolean ours =
        arrival.link() == Link.US
            || (arrival.link() == Link.GROUP && seen.destination().isMulticast());
    boolean v6 = seen.destination().v6();
    int header = v6 ? 40 : 20;
    boolean bare =
        v6
            ? ReferenceParser.u16(frame, ETHERNET + 4) != 0
                && !Extensions.isExtension(ReferenceParser.u8(frame, ETHERNET + 6))
            : !seen.options();
    boolean told = L4.least(seen.l4().protocol()) == 0 || seen.ipLength() >= header + 4;
    return ours && bare && told;
  }
}
