package dev.waymark.compiler.contribution;

import dev.waymark.api.net.Family;
import dev.waymark.api.net.Protocol;
import dev.waymark.api.v1alpha1.Action;
import dev.waymark.api.v1alpha1.IcmpMatch;
import dev.waymark.api.v1alpha1.Limit;
import dev.waymark.api.v1alpha1.LimitPer;
import dev.waymark.api.v1alpha1.Mark;
import dev.waymark.api.v1alpha1.Match;
import dev.waymark.api.v1alpha1.Mirror;
import dev.waymark.api.v1alpha1.Ports;
import dev.waymark.api.v1alpha1.Rewrite;
import dev.waymark.api.v1alpha1.Rule;
import dev.waymark.api.v1alpha1.Traffic;
import dev.waymark.compiler.diagnostic.DiagnosticCode;
import dev.waymark.compiler.diagnostic.Findings;
import dev.waymark.compiler.model.Copies;
import dev.waymark.compiler.model.DesiredAction;
import dev.waymark.compiler.model.DesiredMatch;
import dev.waymark.compiler.model.DesiredRule;
import dev.waymark.compiler.model.DesiredTransport;
import dev.waymark.compiler.model.IcmpType;
import dev.waymark.compiler.model.MarkBits;
import dev.waymark.compiler.model.PortRange;
import dev.waymark.compiler.model.RateLimit;
import dev.waymark.compiler.model.RuleEffects;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one rule of a RoutingPolicy. */
final class RuleReader {
  private static final int ICMPV6_ERRORS = 128;

  private final String path;
  private final Findings findings;

  RuleReader(String path, Findings findings) {
    this.path = path;
    this.findings = findings;
  }

  /** The rule, or null if a finding refuses it. */
  @Nullable DesiredRule read(int priority, String policy, Rule rule) {
    try {
      DesiredAction action = action(rule.action());
      DesiredMatch match = match(rule.match());
      RuleEffects effects = effects(rule);
      warn(rule, match);
      return action == null
          ? null
          : new DesiredRule(
              priority,
              policy,
              rule.name(),
              rule.effectiveTraffic() == Traffic.ToNode,
              match,
              action,
              effects);
    } catch (IllegalArgumentException e) {
      findings.add(
          DiagnosticCode.Invalid,
          path,
          e.getMessage() + "; the API's own checks should have said so");
      return null;
    }
  }

  private @Nullable DesiredAction action(Action action) {
    return switch (action.type()) {
      case Lookup -> lookup(action, path + ".action.tableId");
      case Drop -> new DesiredAction.Drop();
      case Reject -> new DesiredAction.Reject();
      case Pass -> new DesiredAction.Pass();
    };
  }

  private @Nullable DesiredAction lookup(Action action, String at) {
    Integer table = action.tableId();
    if (table == null) {
      findings.add(DiagnosticCode.Invalid, at, "is missing; Lookup needs the table to ask");
      return null;
    }
    if (table == 255 || table == 0) {
      findings.add(
          DiagnosticCode.ReservedTable,
          at,
          table
              + " is the kernel's; traffic for this host never reaches a rule, so write 1 to 254");
      return null;
    }
    if (table < 1 || table > 254) {
      findings.add(DiagnosticCode.Invalid, at, table + " is no table; write 1 to 254");
      return null;
    }
    Integer suppress = action.suppressPrefixLength();
    return new DesiredAction.Lookup(
        table, suppress == null ? DesiredAction.Lookup.NOTHING : suppress);
  }

  private static DesiredMatch match(@Nullable Match match) {
    return match == null
        ? DesiredMatch.ALL
        : new DesiredMatch(
            match.from(),
            match.to(),
            match.inputInterfaces(),
            match.dscp(),
            transport(match),
            bits(match.mark()));
  }

  private static DesiredTransport transport(Match match) {
    Protocol protocol = match.protocol();
    IcmpMatch icmp = match.icmp();
    return new DesiredTransport(
        protocol == null ? null : protocol.number(),
        ranges(match.sourcePorts()),
        ranges(match.destinationPorts()),
        icmp == null
            ? null
            : new IcmpType(icmp.type(), icmp.code() == null ? IcmpType.ANY_CODE : icmp.code()));
  }

  private static List<PortRange> ranges(List<Ports> ports) {
    return ports.stream().map(range -> new PortRange(range.from(), range.last())).toList();
  }

  private static @Nullable MarkBits bits(@Nullable Mark mark) {
    return mark == null ? null : new MarkBits((int) mark.value(), (int) mark.mask());
  }

  private static RuleEffects effects(Rule rule) {
    Rewrite set = rule.set();
    return new RuleEffects(
        set == null ? null : set.dscp(),
        set == null ? null : bits(set.mark()),
        limit(rule.limit()),
        copies(rule.mirror()));
  }

  private static @Nullable RateLimit limit(@Nullable Limit limit) {
    if (limit == null) {
      return null;
    }
    boolean perSource = limit.per() == LimitPer.Source;
    Long packets = limit.packetsPerSecond();
    Long bits = limit.bitsPerSecond();
    if (packets != null) {
      return new RateLimit(RateLimit.Unit.Packets, packets, limit.burst(), perSource);
    }
    if (bits != null) {
      return new RateLimit(RateLimit.Unit.Bits, bits, limit.burst(), perSource);
    }
    throw new IllegalArgumentException("limit names no rate");
  }

  private static @Nullable Copies copies(@Nullable Mirror mirror) {
    if (mirror == null) {
      return null;
    }
    Integer oneIn = mirror.sampleOneIn();
    return new Copies(mirror.interfaceName(), oneIn == null ? 1 : oneIn);
  }

  private void warn(Rule rule, DesiredMatch match) {
    if (!match.concerns(Family.V4) && !match.concerns(Family.V6)) {
      findings.add(
          DiagnosticCode.MatchesNothing,
          path + ".match",
          "from and to have no address family in common, so no packet matches; write prefixes of"
              + " one family in both");
    }
    if (asksForErrors(rule.match())) {
      findings.add(
          DiagnosticCode.MatchesNothing,
          path + ".match.icmp.type",
          "ICMP errors are matched by the packet that they quote, so only one that quotes too"
              + " little matches; match that packet's answers instead");
    }
  }

  private static boolean asksForErrors(@Nullable Match match) {
    IcmpMatch icmp = match == null ? null : match.icmp();
    if (match == null || icmp == null) {
      return false;
    }
    return Protocol.ICMPV6.equals(match.protocol())
        ? icmp.type() < ICMPV6_ERRORS
        : List.of(3, 4, 5, 11, 12).contains(icmp.type());
  }
}
