package dev.waymark.compiler.contribution;

import dev.waymark.api.v1alpha1.RoutingPolicySpec;
import dev.waymark.compiler.diagnostic.Findings;
import dev.waymark.compiler.model.DesiredRule;
import dev.waymark.compiler.model.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
      DesiredRule rule =
          new RuleReader("spec.rules[" + i + "]", findings)
              .read(spec.priority(), owner.name(), spec.rules().get(i));
      if (rule != null) {
        rules.add(rule);
      }
    }
    return findings.refused()
        ? Optional.empty()
        : Optional.of(new PolicyContribution(owner, spec.priority(), spec.nodeSelector(), rules));
  }
}
