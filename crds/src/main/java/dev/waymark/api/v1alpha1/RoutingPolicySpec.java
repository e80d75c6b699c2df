package dev.waymark.api.v1alpha1;

import dev.waymark.api.schema.Absent;
import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Items;
import dev.waymark.api.schema.Range;
import java.util.List;

/** Rules that choose tables and verdicts, and the nodes that hold them. */
@ApiType
@Doc("Rules that choose tables and verdicts, and the nodes that hold them.")
public record RoutingPolicySpec(
    @Doc(
            "Where the rules stand among those of other policies: lower first, as in ip rule; then by name.")
        @Range(min = 1, max = 32_765)
        int priority,
    @Doc("The nodes that hold the rules; {} means all.") LabelSelector nodeSelector,
    @Doc("The rules, first match first.") @Items(min = 1, max = 64, key = "name", required = true)
        List<Rule> rules) {
  /** Absent lists and maps are empty. */
  public RoutingPolicySpec {
    rules = Absent.toEmpty(rules);
  }
}
