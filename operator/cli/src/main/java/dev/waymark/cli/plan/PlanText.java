package dev.waymark.cli.plan;

import dev.waymark.cli.plan.Plan.NodeClass;
import dev.waymark.compiler.diff.DiffText;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A plan for people. */
public final class PlanText {

  private static final int COMMIT_LENGTH = 12;

  private PlanText() {}

  /** The changes of each class of nodes with the root before and after, then a count of all. */
  public static String of(Plan plan) {
    StringBuilder text = new StringBuilder();
    text.append("From %s to %s\n".formatted(side(plan.from()), side(plan.to())));
    for (NodeClass one : plan.classes()) {
      text.append('\n').append(one(one));
    }
    return text.append('\n').append(count(plan)).toString();
  }

  private static String side(Plan.Side side) {
    String commit = side.commit().substring(0, COMMIT_LENGTH);
    return side.commit().startsWith(side.revision())
        ? commit
        : "%s (%s)".formatted(side.revision(), commit);
  }

  private static String one(NodeClass one) {
    String nodes = String.join(", ", one.nodes());
    return one.changed()
        ? "%s\n%s  root %s\n    -> %s\n"
            .formatted(nodes, DiffText.of(one.changes()).indent(2), one.before(), one.after())
        : "%s: unchanged\n  root %s\n".formatted(nodes, one.after());
  }

  private static String count(Plan plan) {
    int all = plan.classes().stream().mapToInt(one -> one.nodes().size()).sum();
    int changed =
        plan.classes().stream()
            .filter(NodeClass::changed)
            .mapToInt(one -> one.nodes().size())
            .sum();
    if (changed == 0) {
      return all == 1
          ? "The node keeps what it has.\n"
          : "All %d nodes keep what they have.\n".formatted(all);
    }
    Map<String, Long> kinds =
        plan.classes().stream()
            .flatMap(one -> one.changes().stream())
            .distinct()
            .map(ChangeView::of)
            .filter(change -> change.before() != null || change.after() != null)
            .collect(
                Collectors.groupingBy(
                    change -> change.kind() + " " + change.verb(),
                    TreeMap::new,
                    Collectors.counting()));
    return "%d of %d nodes change: %s.\n"
        .formatted(
            changed,
            all,
            kinds.isEmpty()
                ? "rules reordered"
                : kinds.entrySet().stream()
                    .map(kind -> kind.getValue() + " " + kind.getKey())
                    .collect(Collectors.joining(", ")));
  }
}
