package dev.waymark.daemon.converge;

import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import dev.waymark.compiler.model.Copies;
import dev.waymark.compiler.model.DesiredAction;
import dev.waymark.compiler.model.DesiredMatch;
import dev.waymark.compiler.model.DesiredTransport;
import dev.waymark.compiler.model.IcmpType;
import dev.waymark.compiler.model.PortRange;
import dev.waymark.compiler.model.RateLimit;
import dev.waymark.compiler.model.RuleEffects;
import dev.waymark.daemon.counters.CounterName;
import dev.waymark.daemon.kernel.NextHopTables;
import dev.waymark.daemon.resolve.ResolvedRoute;
import dev.waymark.daemon.resolve.ResolvedRule;
import dev.waymark.dataplane.classifier.Effects;
import dev.waymark.dataplane.classifier.Limit;
import dev.waymark.dataplane.classifier.MarkBits;
import dev.waymark.dataplane.classifier.Match;
import dev.waymark.dataplane.classifier.Mirror;
import dev.waymark.dataplane.classifier.Rule;
import dev.waymark.dataplane.classifier.Transport;
import dev.waymark.dataplane.layout.RuleAction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Resolved rules as the data plane's rules. */
final class RuleInput {

  private final List<ResolvedRule> rules;
  private final NextHopTables tables;
  private final Map<CounterName.Rule, Integer> counters = new HashMap<>();
  private final Set<Integer> suppressed = new HashSet<>();

  /**
   * Assigns every rule its counter.
   *
   * @param tables know the mark that has the kernel reject
   */
  RuleInput(
      List<ResolvedRule> rules, NextHopTables tables, ToIntFunction<CounterName.Rule> counter) {
    this.rules = rules;
    this.tables = tables;
    for (ResolvedRule rule : rules) {
      counters.put(name(rule), counter.applyAsInt(name(rule)));
      if (rule.declared().action() instanceof DesiredAction.Lookup lookup
          && lookup.suppress() != DesiredAction.Lookup.NOTHING) {
        suppressed.add(lookup.table());
      }
    }
  }

  /** Whether some rule looks at the lengths of the prefixes of a table. */
  boolean suppresses(int table) {
    return suppressed.contains(table);
  }

  /** The rules of one family, for the node itself or for what it forwards. */
  List<Rule> of(Family family, boolean toNode) {
    List<Rule> all = new ArrayList<>();
    for (ResolvedRule rule : rules) {
      if (rule.declared().toNode() == toNode && rule.families().contains(family)) {
        all.add(rule(rule, family));
      }
    }
    return all;
  }

  private Rule rule(ResolvedRule rule, Family family) {
    int counter = counters.getOrDefault(name(rule), 0);
    Match match = match(rule, family);
    Effects effects = effects(rule);
    return switch (rule.declared().action()) {
      case DesiredAction.Lookup(int table, int suppress) ->
          new Rule(RuleAction.LOOKUP, table, suppress, 0, counter, match, effects);
      case DesiredAction.Drop() -> verdict(RuleAction.DROP, 0, counter, match, effects);
      case DesiredAction.Pass() -> verdict(RuleAction.PASS, 0, counter, match, effects);
      case DesiredAction.Reject() ->
          verdict(
              RuleAction.REJECT,
              rule.declared().toNode() ? 0 : tables.verdictMark(ResolvedRoute.Kind.PROHIBIT),
              counter,
              match,
              effects);
    };
  }

  private static Rule verdict(
      RuleAction action, int mark, int counter, Match match, Effects effects) {
    return new Rule(action, 0, Rule.ALL_COUNT, mark, counter, match, effects);
  }

  private static CounterName.Rule name(ResolvedRule rule) {
    return new CounterName.Rule(rule.declared().policy(), rule.declared().name());
  }

  private static Match match(ResolvedRule rule, Family family) {
    DesiredMatch match = rule.declared().match();
    return new Match(
        prefixes(match.from(), family),
        prefixes(match.to(), family),
        Set.copyOf(rule.interfaceIndexes()),
        Set.copyOf(match.dscp()),
        transport(match.transport()),
        bits(match.mark()));
  }

  private static List<Match.Prefix> prefixes(List<Prefix> prefixes, Family family) {
    return prefixes.stream()
        .filter(p -> p.family() == family)
        .map(p -> new Match.Prefix(p.hi(), p.lo(), p.length()))
        .toList();
  }

  private static Transport transport(DesiredTransport asked) {
    Integer protocol = asked.protocol();
    IcmpType icmp = asked.icmp();
    return new Transport(
        protocol == null ? Set.of() : Set.of(protocol),
        ports(asked.sourcePorts()),
        ports(asked.destinationPorts()),
        icmp == null ? List.of() : List.of(new Transport.IcmpType(icmp.type(), icmp.code())));
  }

  private static List<Transport.PortRange> ports(List<PortRange> ranges) {
    return ranges.stream().map(r -> new Transport.PortRange(r.first(), r.last())).toList();
  }

  private static @Nullable MarkBits bits(dev.waymark.compiler.model.@Nullable MarkBits mark) {
    return mark == null ? null : new MarkBits(mark.value(), mark.mask());
  }

  private static Effects effects(ResolvedRule rule) {
    RuleEffects effects = rule.declared().effects();
    Integer dscp = effects.dscp();
    Copies copies = effects.mirror();
    return new Effects(
        dscp == null ? Effects.KEEP : dscp,
        bits(effects.mark()),
        limit(effects.limit()),
        copies == null || rule.mirrorIndex() == 0
            ? null
            : new Mirror(rule.mirrorIndex(), copies.oneIn()));
  }

  private static @Nullable Limit limit(@Nullable RateLimit limit) {
    return limit == null
        ? null
        : new Limit(
            switch (limit.unit()) {
              case Packets -> Limit.Unit.PACKETS;
              case Bits -> Limit.Unit.BITS;
            },
            limit.rate(),
            limit.burst(),
            limit.perSource());
  }
}
