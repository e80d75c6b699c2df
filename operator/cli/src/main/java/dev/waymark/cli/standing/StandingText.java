package dev.waymark.cli.standing;

import dev.waymark.api.node.v1alpha1.Attachment;
import dev.waymark.api.node.v1alpha1.AttachmentState;
import dev.waymark.api.node.v1alpha1.Capacity;
import dev.waymark.api.node.v1alpha1.NodePhase;
import dev.waymark.api.node.v1alpha1.NodeRoutingStatus;
import dev.waymark.api.v1alpha1.Condition;
import dev.waymark.compiler.text.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A cluster for people. */
public final class StandingText {

  private static final double MEBI = 1 << 20;

  private StandingText() {}

  /**
   * A table of the nodes and one of the resources.
   *
   * @param wide with what each node's store holds, and where its programs are attached
   */
  public static String of(ClusterStanding cluster, boolean wide) {
    return nodes(cluster.nodes(), wide) + "\n" + resources(cluster.resources());
  }

  private static String nodes(List<NodeStanding> nodes, boolean wide) {
    List<String> head = new ArrayList<>(List.of("NODE", "PHASE", "GENERATION", "ROOT", "WANTED"));
    if (wide) {
      head.addAll(List.of("ROUTES", "RULES", "STORE", "INTERFACES"));
    }
    head.add("REMARK");
    TextTable table = new TextTable(head.toArray(String[]::new));
    for (NodeStanding node : nodes) {
      List<String> row = new ArrayList<>(row(node));
      if (wide) {
        row.addAll(details(node.status()));
      }
      row.add(node.remarks().isEmpty() ? "" : node.remarks().getFirst());
      table.row(row.toArray(String[]::new));
      node.remarks().stream().skip(1).forEach(remark -> table.row(last(head.size(), remark)));
    }
    return table.isEmpty() ? "No nodes.\n" : table.toString();
  }

  /** A row with its last cell alone. */
  private static String[] last(int cells, String text) {
    String[] row = new String[cells];
    Arrays.fill(row, "");
    row[cells - 1] = text;
    return row;
  }

  private static List<String> row(NodeStanding node) {
    NodeRoutingStatus status = node.status();
    Long generation = status == null ? null : status.generation();
    return List.of(
        node.node(),
        node.phase().map(NodePhase::name).orElse("-"),
        generation == null ? "-" : generation.toString(),
        Roots.brief(status == null ? null : status.activeRoot()),
        Roots.brief(node.wantedRoot()));
  }

  private static List<String> details(@Nullable NodeRoutingStatus status) {
    Capacity capacity = status == null ? null : status.capacity();
    String interfaces =
        status == null
            ? "-"
            : status.attachments().stream()
                .map(StandingText::attachment)
                .collect(Collectors.joining(","));
    return capacity == null
        ? List.of("-", "-", "-", interfaces)
        : List.of(
            Long.toString(capacity.routes()),
            Long.toString(capacity.rules()),
            String.format(
                Locale.ROOT,
                "%.1f/%.0fMi",
                capacity.usedBytes() / MEBI,
                capacity.storeBytes() / MEBI),
            interfaces);
  }

  private static String attachment(Attachment one) {
    return one.actual() == AttachmentState.Attached
        ? one.interfaceName()
        : "%s(%s)".formatted(one.interfaceName(), one.actual());
  }

  private static String resources(List<ResourceLine> resources) {
    TextTable table = new TextTable("RESOURCE", "READY", "NODES", "REASON", "MESSAGE");
    for (ResourceLine one : resources) {
      table.row(
          one.resource().toString(),
          one.ready().map(ready -> ready.status().name()).orElse("Unknown"),
          one.nodes(),
          one.ready().map(Condition::reason).orElse("Pending"),
          one.ready().map(Condition::message).orElse("nobody has judged this generation yet"));
      one.amiss().forEach(amiss -> table.row("", "", "", amiss.type(), amiss.message()));
    }
    return table.isEmpty() ? "No resources.\n" : table.toString();
  }
}
