package dev.waymark.daemon.metrics;

import dev.waymark.api.node.v1alpha1.Hook;
import dev.waymark.api.v1alpha1.ConditionStatus;
import dev.waymark.compiler.model.Owner;
import dev.waymark.daemon.counters.CounterName;
import dev.waymark.daemon.counters.CounterRecords;
import dev.waymark.daemon.counters.PinnedCounts;
import dev.waymark.daemon.report.NodeReport;
import dev.waymark.daemon.report.NodeReport.AttachmentReport;
import dev.waymark.daemon.report.NodeReport.CapacityReport;
import dev.waymark.daemon.report.NodeReport.NodePhase;
import dev.waymark.daemon.report.NodeReport.ResourceReport;
import dev.waymark.daemon.report.NodeReport.SourceState;
import dev.waymark.dataplane.counters.Count;
import dev.waymark.dataplane.layout.Verdict;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads everything that is measured, anew for each scrape. Safe for several threads. */
public final class NodeReadings {

  private final String version;
  private final Supplier<Optional<NodeReport>> newest;
  private final CommitLog commits;
  private final PinnedCounts counts;
  private final Path state;

  /**
   * The readings of one node.
   *
   * @param newest the daemon's report, from any thread
   * @param state the state directory, which says what counts what
   */
  public NodeReadings(
      String version,
      Supplier<Optional<NodeReport>> newest,
      CommitLog commits,
      PinnedCounts counts,
      Path state) {
    this.version = version;
    this.newest = newest;
    this.commits = commits;
    this.counts = counts;
    this.state = state;
  }

  /**
   * All series.
   *
   * @throws IOException if what counts what cannot be read
   */
  public MetricSnapshots read() throws IOException {
    Series series = new Series();
    series.add(NodeMetric.BUILD, 1, version);
    newest.get().ifPresent(report -> report(report, series));
    commits.into(series);
    counts
        .reasons()
        .forEach((reason, count) -> {
          String verdict = Verdict.of(reason.code() >> 5).name();
          series.add(NodeMetric.PACKETS, count.packets(), verdict, reason.name());
          series.add(NodeMetric.BYTES, count.bytes(), verdict, reason.name());
        });
    named(series);
    return series.snapshots();
  }

  /** Why the node is not ready, in a sentence; empty if it is. */
  public Optional<String> unready() {
    Optional<NodeReport> report = newest.get();
    if (report.isEmpty()) {
      return Optional.of("nothing was reported yet");
    }
    NodePhase phase = report.get().phase();
    if (phase != NodePhase.Stable && phase != NodePhase.Clean) {
      return Optional.of("the phase is " + phase);
    }
    return report.get().attachments().stream()
        .filter(each -> !each.asDesired() && !isSecondHook(each))
        .map(each -> "%s is not attached: %s".formatted(each.interfaceName(), each.reason()))
        .findFirst();
  }

  /** Without XDP everything is enforced at TCX: slower, and whole. */
  private static boolean isSecondHook(AttachmentReport attachment) {
    return attachment.hook().equals(Hook.Xdp.name());
  }

  private void report(NodeReport report, Series series) {
    series.add(NodeMetric.GENERATION, report.generation());
    for (NodePhase phase : NodePhase.values()) {
      series.add(NodeMetric.PHASE, phase == report.phase() ? 1 : 0, phase.name());
    }
    series.add(NodeMetric.SOURCE, 1, report.source().kind());
    for (SourceState each : SourceState.values()) {
      series.add(NodeMetric.SOURCE_STATE, each == report.source().state() ? 1 : 0, each.name());
    }
    for (AttachmentReport each : report.attachments()) {
      String[] labels = {each.interfaceName(), each.hook(), each.path()};
      series.add(NodeMetric.ATTACHMENT_DESIRED, 1, labels);
      series.add(NodeMetric.ATTACHMENT_ACTUAL, each.asDesired() ? 1 : 0, labels);
    }
    for (ResourceReport each : report.resources()) {
      series.add(
          NodeMetric.RESOURCE_READY,
          isReady(each) ? 1 : 0,
          each.kind(),
          each.namespace(),
          each.name());
    }
    CapacityReport capacity = report.capacity();
    series.add(NodeMetric.STORE_BYTES, capacity.storeBytes());
    series.add(NodeMetric.STORE_USED, capacity.usedBytes());
    series.add(NodeMetric.ROUTES, capacity.routes());
    series.add(NodeMetric.NEXT_HOPS, capacity.nextHops());
    series.add(NodeMetric.RULES, capacity.rules());
  }

  private static boolean isReady(ResourceReport resource) {
    return resource.status().conditions().stream()
        .anyMatch(c -> c.type().equals("Ready") && c.status() == ConditionStatus.True);
  }

  private void named(Series series) throws IOException {
    CounterRecords records = CounterRecords.read(state);
    Map<Owner, Count> resources = new HashMap<>(records.past());
    counts
        .named(records.names())
        .forEach((name, count) -> {
          switch (name) {
            case CounterName.Rule(String policy, String rule) -> {
              series.add(NodeMetric.RULE_PACKETS, count.packets(), policy, rule);
              series.add(NodeMetric.RULE_BYTES, count.bytes(), policy, rule);
            }
            case CounterName.NextHop(String gateway, String out) -> {
              series.add(NodeMetric.NEXT_HOP_PACKETS, count.packets(), gateway, out);
              series.add(NodeMetric.NEXT_HOP_BYTES, count.bytes(), gateway, out);
            }
            case CounterName.Resource(Owner owner) -> resources.merge(owner, count, Count::plus);
            case CounterName.Route(int table, var to, Owner owner) -> {
              resources.merge(owner, count, Count::plus);
              String[] labels = {
                Integer.toString(table), to.toString(), owner.kind(), owner.name()
              };
              series.add(NodeMetric.ROUTE_PACKETS, count.packets(), labels);
              series.add(NodeMetric.ROUTE_BYTES, count.bytes(), labels);
            }
          }
        });
    resources.forEach((owner, count) -> {
      String[] labels = {owner.kind(), owner.namespace(), owner.name()};
      series.add(NodeMetric.RESOURCE_PACKETS, count.packets(), labels);
      series.add(NodeMetric.RESOURCE_BYTES, count.bytes(), labels);
    });
  }
}
