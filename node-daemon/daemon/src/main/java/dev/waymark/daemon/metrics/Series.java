package dev.waymark.daemon.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The values of one scrape, collected one by one, in the words of the Prometheus client. */
final class Series {

  private record Value(Labels labels, double value) {}

  private final Map<NodeMetric, List<Value>> values = new EnumMap<>(NodeMetric.class);
  private final MetricSnapshots.Builder whole = MetricSnapshots.builder();

  /**
   * Adds a value.
   *
   * @param labels a value for each label of the metric, in its order
   */
  void add(NodeMetric metric, double value, String... labels) {
    if (labels.length != metric.labels().size()) {
      throw new IllegalArgumentException(metric + " has labels " + metric.labels());
    }
    Labels named = Labels.of(metric.labels().toArray(String[]::new), labels);
    values.computeIfAbsent(metric, key -> new ArrayList<>()).add(new Value(named, value));
  }

  /** Adds a count; beyond 2^53 it is rounded, as all that Prometheus holds. */
  void add(NodeMetric metric, long value, String... labels) {
    add(metric, (double) value, labels);
  }

  /** Adds a metric that was put together elsewhere. */
  void add(MetricSnapshot snapshot) {
    whole.metricSnapshot(snapshot);
  }

  /** All that was added; a metric without a value is left out. */
  MetricSnapshots snapshots() {
    values.forEach((metric, all) -> whole.metricSnapshot(snapshot(metric, all)));
    return whole.build();
  }

  private static MetricSnapshot snapshot(NodeMetric metric, List<Value> values) {
    return switch (metric.kind()) {
      case COUNTER -> {
        var counter = CounterSnapshot.builder().name(stem(metric, "_total")).help(metric.help());
        for (Value each : values) {
          counter.dataPoint(
              CounterDataPointSnapshot.builder().labels(each.labels()).value(each.value()).build());
        }
        yield counter.build();
      }
      case GAUGE -> {
        var gauge = GaugeSnapshot.builder().name(metric.exposedName()).help(metric.help());
        for (Value each : values) {
          gauge.dataPoint(
              GaugeDataPointSnapshot.builder().labels(each.labels()).value(each.value()).build());
        }
        yield gauge.build();
      }
      case INFO -> {
        var info = InfoSnapshot.builder().name(stem(metric, "_info")).help(metric.help());
        for (Value each : values) {
          info.dataPoint(InfoDataPointSnapshot.builder().labels(each.labels()).build());
        }
        yield info.build();
      }
      case HISTOGRAM -> throw new IllegalArgumentException(metric + " is no single value");
    };
  }

  /** The name without the ending that the client puts there itself. */
  private static String stem(NodeMetric metric, String ending) {
    String name = metric.exposedName();
    return name.substring(0, name.length() - ending.length());
  }
}
