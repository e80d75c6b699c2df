package dev.waymark.controller.metrics;

import java.util.List;

/** Every metric: its name and labels are public, and stand in METRICS.md. Units are in the name. */
public enum OperatorMetric {
  BUILD(Kind.GAUGE, "waymark_operator_build_info", "Version of the operator; always 1.", "version"),
  LEADER(Kind.GAUGE, "waymark_operator_leader", "1 if this replica publishes, else 0."),
  EPOCH(
      Kind.GAUGE,
      "waymark_operator_epoch",
      "The epoch under which this replica publishes; 0 while it does not."),
  PASS(Kind.TIMER, "waymark_operator_pass_seconds", "How long each step of a pass took.", "step"),
  PASS_FAILURES(
      Kind.COUNTER,
      "waymark_operator_pass_failures_total",
      "Passes that failed and were tried again."),
  WRITES(
      Kind.COUNTER,
      "waymark_operator_api_writes_total",
      "Writes to the API server, by resource and by how they ended.",
      "resource",
      "result"),
  SLICES(Kind.GAUGE, "waymark_operator_slices", "RouteSlices that the API server holds."),
  RESOURCES(
      Kind.GAUGE,
      "waymark_operator_resources",
      "The user's resources, by kind and by what their condition Ready says.",
      "kind",
      "ready"),
  NODES(
      Kind.GAUGE,
      "waymark_operator_nodes",
      "NodeRoutings, by whether their node proved the root that it is asked to hold.",
      "proven"),
  REMOVALS_HELD(
      Kind.GAUGE,
      "waymark_operator_removals_held",
      "Resources that vanished without a deletion, and whose effect is kept until it is accepted.");

  /** How Prometheus is to take it. */
  public enum Kind {
    COUNTER,
    GAUGE,
    TIMER
  }

  private final Kind kind;
  private final String exposedName;
  private final String help;

  // Never written to.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> labels;

  OperatorMetric(Kind kind, String exposedName, String help, String... labels) {
    this.kind = kind;
    this.exposedName = exposedName;
    this.help = help;
    this.labels = List.of(labels);
  }

  /** How it is to be taken. */
  public Kind kind() {
    return kind;
  }

  /** The name as it is scraped, less the endings of a timer's series. */
  public String exposedName() {
    return exposedName;
  }

  /** One sentence. */
  public String help() {
    return help;
  }

  /** The names of its labels. */
  public List<String> labels() {
    return labels;
  }
}
