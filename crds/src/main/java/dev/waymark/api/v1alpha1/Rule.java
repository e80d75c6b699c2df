package dev.waymark.api.v1alpha1;

import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Check;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Text;
import dev.waymark.api.schema.TextFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What matches, and the one action taken. */
@ApiType
@Doc("What matches, and the one action taken.")
public record Rule(
    @Doc("Names the rule in counters and explanations.") @Text(TextFormat.NAME) String name,
    @Doc("The traffic it is about. Absent means Forwarded.") @Nullable Traffic traffic,
    @Doc("What a packet must have, all of it. Absent means every packet.") @Nullable Match match,
    @Doc("Only while an interface is loaded.") @Nullable When when,
    @Doc("What is changed in the packet if the action is taken.") @Nullable Rewrite set,
    @Doc("How much may pass if the action is taken.") @Nullable Limit limit,
    @Doc("Where a copy goes if the action is taken.") @Nullable Mirror mirror,
    @Doc("What is done.") Action action) {
  /** The rules that join its fields. */
  public static final List<Check<Rule>> CHECKS =
      List.of(
          Check.of(
              "RP-USER-01",
              "match",
              "!has(self.match) || !has(self.match.users) || (has(self.traffic) && self.traffic =="
                  + " 'FromNode')",
              "asks for users; only rules with traffic FromNode know the sender's user",
              r ->
                  r.match() == null
                      || r.match().users().isEmpty()
                      || r.effectiveTraffic() == Traffic.FromNode),
          Check.of(
              "RP-NODE-01",
              "action",
              "!has(self.traffic) || self.traffic != 'ToNode' || self.action.type != 'Lookup'",
              "looks up a way for packets that have arrived; with traffic ToNode write Drop, Reject"
                  + " or Pass",
              r ->
                  r.effectiveTraffic() != Traffic.ToNode || r.action().type() != ActionType.Lookup),
          Check.of(
              "RP-LIMIT-02",
              "limit",
              "!has(self.limit) || self.action.type != 'Drop'",
              "limits what is dropped anyway; write Pass or Lookup, which drop what is over the"
                  + " limit",
              r -> r.limit() == null || r.action().type() != ActionType.Drop));

  /** The traffic that counts: Forwarded when absent. */
  public Traffic effectiveTraffic() {
    return traffic == null ? Traffic.Forwarded : traffic;
  }
}
