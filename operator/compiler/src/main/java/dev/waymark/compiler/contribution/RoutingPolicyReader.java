package dev.waymark.compiler.contribution;

import dev.waymark.api.net.Family;
import dev.waymark.api.v1alpha1.Action;
import dev.waymark.api.v1alpha1.Match;
import dev.waymark.api.v1alpha1.RoutingPolicySpec;
import dev.waymark.api.v1alpha1.Rule;
import dev.waymark.compiler.diagnostic.DiagnosticCode;
import dev.waymark.compiler.diagnostic.Findings;
import dev.waymark.compiler.model.DesiredAction;
import dev.waymark.compiler.model.DesiredMatch;
import dev.waymark.compiler.model.DesiredRule;
import dev.waymark.compiler.model.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one RoutingPolicy. All findings are told at once; the rules come out only if none of them
 * refuses it.
 */
public final class RoutingPolicyReader {
  private final Owner owner;
  private final RoutingPolicySpec spec;
  private final Findings findings;

  /** For one resource. */
  public RoutingPolicyReader(Owner owner, RoutingPolicySpec spec, Findings findings) {
    this.owner = owner;
    this.spec = spec;
    this.findings = findings;
  }

  /** Its contribution, or empty if the findings refuse it. */
  public Optional<PolicyContribution> read() {
    ServedFields.ROUTING_POLICY.check(spec, findings);
    List<DesiredRule> rules = new ArrayList<>();
    for (int i = 0; i < spec.rules().size(); i++) {
      Rule rule = spec.rules().get(i);
      String path = "spec.rules[" + i + "]";
      DesiredAction action = action(rule.action(), path + ".action");
      DesiredMatch match = match(rule.match(), path + ".match");
      if (action != null && match != null) {
        rules.add(new DesiredRule(spec.priority(), owner.name(), rule.name(), match, action));
      }
    }
    return findings.refused()
        ? Optional.empty()
        : Optional.of(new PolicyContribution(owner, spec.priority(), spec.nodeSelector(), rules));
  }

  private @Nullable DesiredAction action(Action action, String path) {
    return switch (action.type()) {
      case Lookup -> lookup(action.tableId(), path + ".tableId");
      case Drop -> new DesiredAction.Drop();
      case Reject -> new DesiredAction.Reject();
      case Pass -> new DesiredAction.Pass();
    };
  }

  private @Nullable DesiredAction lookup(@Nullable Integer table, String path) {
    if (table == null) {
      findings.add(DiagnosticCode.Invalid, path, "is missing; Lookup needs the table to ask");
      return null;
    }
    if (table == 255 || table == 0) {
      findings.add(
          DiagnosticCode.ReservedTable,
          path,
          table
              + " is the kernel's; traffic for this host never reaches a rule, so write 1 to 254");
      return null;
    }
    if (table < 1 || table > 254) {
      findings.add(DiagnosticCode.Invalid, path, table + " is no table; write 1 to 254");
      return null;
    }
    return new DesiredAction.Lookup(table);
  }

  private @Nullable DesiredMatch match(@Nullable Match match, String path) {
    if (match == null) {
      return DesiredMatch.ALL;
    }
    DesiredMatch desired;
    try {
      desired = new DesiredMatch(match.from(), match.to(), match.inputInterfaces(), match.dscp());
    } catch (IllegalArgumentException e) {
      findings.add(
          DiagnosticCode.Invalid,
          path,
          e.getMessage() + "; the API's own checks should have said so");
      return null;
    }
    if (!desired.concerns(Family.V4) && !desired.concerns(Family.V6)) {
      findings.add(
          DiagnosticCode.MatchesNothing,
          path,
          "from and to have no address family in common, so no packet matches; write prefixes of one family in both");
    }
    return desired;
  }
}
