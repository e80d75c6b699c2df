package dev.waymark.cli.standing;

import dev.waymark.api.node.v1alpha1.NodePhase;
import dev.waymark.api.v1alpha1.Condition;
import dev.waymark.api.v1alpha1.ResourceStatus;
import dev.waymark.cli.standing.ResourceStory.Step;
import dev.waymark.compiler.text.TextTable;
import org.jspecify.annotations.Nullable;

/** How far one resource has come, for people. */
public final class StoryText {

  private StoryText() {}

  /** What the operator says of it, then a line for each node. */
  public static String of(ResourceStory story, @Nullable ResourceStatus status) {
    return story.resource() + "\n" + conditions(status) + "\n" + nodes(story);
  }

  private static String conditions(@Nullable ResourceStatus status) {
    if (status == null || status.conditions().isEmpty()) {
      return "  nobody has judged it yet; does the operator run?\n";
    }
    TextTable table = new TextTable("CONDITION", "STATUS", "REASON", "MESSAGE");
    for (Condition one : status.conditions()) {
      table.row(one.type(), one.status().name(), one.reason(), one.message());
    }
    status
        .conflicts()
        .forEach(one -> table.row("", "", one.role().name(), one.key() + " with " + one.with()));
    return table.toString();
  }

  private static String nodes(ResourceStory story) {
    TextTable table = new TextTable("NODE", "STANDING", "PHASE", "WHY");
    for (ResourceStory.Chapter one : story.nodes()) {
      table.row(
          one.node().node(),
          word(one.step()),
          one.node().phase().map(NodePhase::name).orElse("-"),
          one.why());
    }
    return table.isEmpty() ? "It concerns no node.\n" : table.toString();
  }

  private static String word(Step step) {
    return switch (step) {
      case Done -> "done";
      case InFlight -> "in flight";
      case Held -> "held";
      case Failed -> "failed";
    };
  }
}
