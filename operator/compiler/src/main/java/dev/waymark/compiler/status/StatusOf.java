package dev.waymark.compiler.status;

import dev.waymark.api.v1alpha1.Condition;
import dev.waymark.api.v1alpha1.ConditionType;
import dev.waymark.api.v1alpha1.Conflict;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.api.v1alpha1.ResourceStatus;
import dev.waymark.compiler.ResourceReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The status of a resource, computed at once and whole. */
public final class StatusOf {
  private static final int CONDITIONS_TOLD = 8;
  private static final int CONFLICTS_TOLD = 10;
  private static final int MESSAGE_MAX = 1024;
  private static final int KEY_MAX = 256;

  private StatusOf() {}

  /**
   * The status of a resource from what the compiler found and what the selected nodes say.
   *
   * @param nodes a result for each node that has one; selected nodes without are progressing
   * @param previous the status written before, whose times are kept where a condition's status did
   *     not change
   * @param now the time of those that did change
   */
  public static ResourceStatus resource(
      ResourceReport report,
      Collection<NodeResult> nodes,
      @Nullable ResourceStatus previous,
      Instant now) {
    Tally tally = Tally.of(report.nodes(), nodes);
    return new ResourceStatus(
        report.generation(),
        conditions(new Conditions(report, tally).all(), report.generation(), previous, now),
        tally.summary(report.routes(), report.rules()),
        tally.failures(),
        report.conflicts().stream()
            .limit(CONFLICTS_TOLD)
            .map(conflict ->
                new Conflict(
                    conflict.with(), Tally.shorten(conflict.key(), KEY_MAX), conflict.role()))
            .toList());
  }

  /** The first status of a resource: what is always present, and Unknown. */
  public static ResourceStatus unknown(
      @Nullable Long generation, @Nullable ResourceStatus previous, Instant now) {
    Map<ConditionType, Verdict> all = new EnumMap<>(ConditionType.class);
    for (ConditionType type : ConditionType.values()) {
      if (type.always()) {
        all.put(type, Verdict.unknown(Reason.Pending, "not judged yet"));
      }
    }
    return new ResourceStatus(
        generation, conditions(all, generation, previous, now), null, List.of(), List.of());
  }

  private static List<Condition> conditions(
      Map<ConditionType, Verdict> verdicts,
      @Nullable Long generation,
      @Nullable ResourceStatus previous,
      Instant now) {
    List<Condition> conditions = new ArrayList<>();
    verdicts.forEach((type, verdict) ->
        conditions.add(
            Condition.of(
                type,
                verdict.status(),
                generation,
                since(type, verdict, previous, now),
                verdict.reason(),
                Tally.shorten(verdict.message(), MESSAGE_MAX))));
    return conditions.subList(0, Math.min(CONDITIONS_TOLD, conditions.size()));
  }

  private static Instant since(
      ConditionType type, Verdict verdict, @Nullable ResourceStatus previous, Instant now) {
    if (previous == null) {
      return now;
    }
    return previous.conditions().stream()
        .filter(before -> before.type().equals(type.name()) && before.status() == verdict.status())
        .map(Condition::lastTransitionTime)
        .findFirst()
        .orElse(now);
  }
}
