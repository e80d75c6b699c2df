package dev.waymark.daemon.report;

import dev.waymark.api.v1alpha1.Condition;
import dev.waymark.api.v1alpha1.ConditionStatus;
import dev.waymark.compiler.text.TextTable;
import dev.waymark.daemon.report.NodeReport.AttachmentReport;
import dev.waymark.daemon.report.NodeReport.CapacityReport;
import dev.waymark.daemon.report.NodeReport.ResourceReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A report for people. */
public final class StatusTable {

  private static final int COMMIT_LENGTH = 12;

  private StatusTable() {}

  /**
   * The report as text.
   *
   * @param running whether the daemon that wrote the report still runs
   */
  public static String of(NodeReport report, boolean running) {
    StringBuilder text = new StringBuilder();
    line(text, "Node", report.node());
    line(text, "Daemon", running ? "running" : "not running; the last state below still forwards");
    line(text, "Source", source(report));
    line(text, "Generation", generation(report));
    line(text, "Capacity", capacity(report.capacity()));
    report.problems().forEach(problem -> line(text, "Problem", problem));
    text.append('\n').append(attachments(report.attachments()));
    text.append('\n').append(resources(report.resources()));
    return text.toString();
  }

  /** The counters of packets, by reason. */
  public static String packets(NodeReport report) {
    TextTable table = new TextTable("REASON", "PACKETS", "BYTES");
    report
        .packets()
        .forEach((reason, count) ->
            table.row(reason, Long.toString(count.packets()), Long.toString(count.bytes())));
    return table.isEmpty() ? "No packet was seen yet.\n" : table.toString();
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append("%-11s %s%n".formatted(key + ":", value.replace("\n", "\n" + " ".repeat(12))));
  }

  private static String source(NodeReport report) {
    NodeReport.SourceReport source = report.source();
    StringBuilder text = new StringBuilder(source.kind());
    String commit = source.commit();
    if (commit != null) {
      text.append(" commit ").append(commit, 0, Math.min(COMMIT_LENGTH, commit.length()));
    }
    text.append(", ").append(source.state());
    String message = source.message();
    return message == null ? text.toString() : text.append('\n').append(message).toString();
  }

  private static String generation(NodeReport report) {
    String root = report.root();
    return "%d, %s%s"
        .formatted(
            report.generation(),
            report.phase(),
            root == null ? "" : ", root " + root.substring(0, COMMIT_LENGTH));
  }

  private static String capacity(CapacityReport capacity) {
    return String.format(
        Locale.ROOT,
        "%d routes, %d next hops, %d rules; %.1f of %.1f MiB",
        capacity.routes(),
        capacity.nextHops(),
        capacity.rules(),
        mebi(capacity.usedBytes()),
        mebi(capacity.storeBytes()));
  }

  private static double mebi(long bytes) {
    return bytes / (double) (1 << 20);
  }

  private static String attachments(List<AttachmentReport> attachments) {
    TextTable table = new TextTable("INTERFACE", "HOOK", "PATH", "STATE", "REASON");
    for (AttachmentReport one : attachments) {
      table.row(one.interfaceName(), one.hook(), one.path(), one.actual(), one.reason());
    }
    return table.isEmpty() ? "No interface matches the settings.\n" : table.toString();
  }

  private static String resources(List<ResourceReport> resources) {
    TextTable table = new TextTable("RESOURCE", "READY", "REASON", "MESSAGE");
    for (ResourceReport one : resources) {
      Condition ready = condition(one, "Ready");
      table.row(
          one.kind() + " " + (one.namespace().isEmpty() ? "" : one.namespace() + "/") + one.name(),
          ready == null ? "Unknown" : ready.status().name(),
          ready == null ? "" : ready.reason(),
          ready == null ? "" : ready.message());
      for (Condition other : others(one)) {
        table.row("", "", other.type(), other.message());
      }
    }
    return table.isEmpty() ? "No resource selects this node.\n" : table.toString();
  }

  /** Conditions that stand only while something is amiss. */
  private static List<Condition> others(ResourceReport resource) {
    List<Condition> others = new ArrayList<>();
    for (Condition one : resource.status().conditions()) {
      boolean always =
          List.of("Accepted", "ResolvedRefs", "Programmed", "Ready").contains(one.type());
      if (!always && one.status() == ConditionStatus.True) {
        others.add(one);
      }
    }
    return others;
  }

  private static @Nullable Condition condition(ResourceReport resource, String type) {
    return resource.status().conditions().stream()
        .filter(c -> c.type().equals(type))
        .findFirst()
        .orElse(null);
  }
}
