package dev.waymark.daemon.metrics;

import java.util.List;

/** Every metric: its name and labels are public, and stand in METRICS.md. Units are in the name. */
public enum NodeMetric {
  BUILD(Kind.INFO, "waymark_build_info", "Version of the daemon; always 1.", "version"),
  GENERATION(
      Kind.GAUGE, "waymark_generation", "Number of the generation that packets see; 0: none yet."),
  PHASE(Kind.GAUGE, "waymark_phase", "1 for the phase that the node is in, else 0.", "phase"),
  SOURCE(
      Kind.INFO,
      "waymark_source_info",
      "Where the node reads what it shall hold: Git or Kubernetes; always 1.",
      "kind"),
  SOURCE_STATE(Kind.GAUGE, "waymark_source_state", "1 for how the source stands, else 0.", "state"),
  ATTACHMENT_DESIRED(
      Kind.GAUGE,
      "waymark_attachment_desired",
      "1 for each interface that a program shall be attached to.",
      "interface",
      "hook",
      "path"),
  ATTACHMENT_ACTUAL(
      Kind.GAUGE,
      "waymark_attachment_actual",
      "1 where the program is attached, 0 where it is not.",
      "interface",
      "hook",
      "path"),
  RESOURCE_READY(
      Kind.GAUGE,
      "waymark_resource_ready",
      "1 for a resource that is Ready on this node, else 0.",
      "kind",
      "namespace",
      "name"),
  STORE_BYTES(Kind.GAUGE, "waymark_store_bytes", "Size of the store."),
  STORE_USED(Kind.GAUGE, "waymark_store_used_bytes", "Bytes of the store that are in use."),
  ROUTES(Kind.GAUGE, "waymark_routes", "Prefixes in all tables, mirrored ones included."),
  NEXT_HOPS(Kind.GAUGE, "waymark_next_hops", "Distinct next hops."),
  RULES(Kind.GAUGE, "waymark_rules", "Rules of both families."),
  COMMITS(
      Kind.COUNTER,
      "waymark_commits_total",
      "Changes of what this node shall hold that were brought to an end, by how they ended.",
      "outcome"),
  COMMIT_DURATION(
      Kind.HISTOGRAM,
      "waymark_commit_duration_seconds",
      "From seeing a change to its end: proven, rolled back or refused."),
  LAST_COMMIT_SUCCESS(
      Kind.GAUGE, "waymark_last_commit_success", "1 if the last of them was proven, else 0."),
  LAST_COMMIT_TIME(
      Kind.GAUGE, "waymark_last_commit_timestamp_seconds", "When the last of them ended."),
  PACKETS(
      Kind.COUNTER,
      "waymark_packets_total",
      "Packets at attached interfaces, by what became of them.",
      "verdict",
      "reason"),
  BYTES(
      Kind.COUNTER,
      "waymark_bytes_total",
      "IP bytes of these packets, a segmented packet counted whole.",
      "verdict",
      "reason"),
  RULE_PACKETS(
      Kind.COUNTER,
      "waymark_rule_packets_total",
      "Packets that a rule's action was taken for.",
      "policy",
      "rule"),
  RULE_BYTES(
      Kind.COUNTER, "waymark_rule_bytes_total", "IP bytes of these packets.", "policy", "rule"),
  NEXT_HOP_PACKETS(
      Kind.COUNTER,
      "waymark_next_hop_packets_total",
      "Packets sent to a next hop, on either path; gateway is onlink where there is none.",
      "gateway",
      "interface"),
  NEXT_HOP_BYTES(
      Kind.COUNTER,
      "waymark_next_hop_bytes_total",
      "IP bytes of these packets.",
      "gateway",
      "interface"),
  RESOURCE_PACKETS(
      Kind.COUNTER,
      "waymark_resource_packets_total",
      "Packets that took a route of a resource.",
      "kind",
      "namespace",
      "name"),
  RESOURCE_BYTES(
      Kind.COUNTER,
      "waymark_resource_bytes_total",
      "IP bytes of these packets.",
      "kind",
      "namespace",
      "name"),
  ROUTE_PACKETS(
      Kind.COUNTER,
      "waymark_route_packets_total",
      "Packets that took a route, where routes are counted one by one.",
      "table",
      "prefix",
      "kind",
      "name"),
  ROUTE_BYTES(
      Kind.COUNTER,
      "waymark_route_bytes_total",
      "IP bytes of these packets.",
      "table",
      "prefix",
      "kind",
      "name");

  /** How Prometheus is to take it. */
  public enum Kind {
    COUNTER,
    GAUGE,
    HISTOGRAM,
    INFO
  }

  private final Kind kind;
  private final String exposedName;
  private final String help;

  // Never written to.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> labels;

  NodeMetric(Kind kind, String exposedName, String help, String... labels) {
    this.kind = kind;
    this.exposedName = exposedName;
    this.help = help;
    this.labels = List.of(labels);
  }

  public Kind kind() {
    return kind;
  }

  /** The name as it is scraped, less the endings of a histogram's series. */
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
