package dev.waymark.controller.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** The values of the metrics. Safe for several threads. */
public final class OperatorMetrics {
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AtomicLong epoch = new AtomicLong();
  private final AtomicLong removalsHeld = new AtomicLong();
  private final Counter passFailures;
  private final MultiGauge resources;
  private final MultiGauge nodes;

  /**
   * Nothing measured yet.
   *
   * @param slices how many the API server holds
   */
  public OperatorMetrics(String version, IntSupplier slices) {
    registry.config().meterFilter(new PlainTimers());
    gauge(OperatorMetric.BUILD, () -> 1, version);
    gauge(OperatorMetric.LEADER, () -> epoch.get() > 0 ? 1 : 0);
    gauge(OperatorMetric.EPOCH, epoch::get);
    gauge(OperatorMetric.SLICES, slices::getAsInt);
    gauge(OperatorMetric.REMOVALS_HELD, removalsHeld::get);
    passFailures = counter(OperatorMetric.PASS_FAILURES);
    resources = multi(OperatorMetric.RESOURCES);
    nodes = multi(OperatorMetric.NODES);
  }

  /** For the operator SDK, which measures reconcilers and their queues itself. */
  public PrometheusMeterRegistry registry() {
    return registry;
  }

  /** Takes the time of a step of the pass, also if it fails. */
  public <T> T timed(String step, Supplier<T> work) {
    return Timer.builder(stem(OperatorMetric.PASS, "_seconds"))
        .description(OperatorMetric.PASS.help())
        .tags(tags(OperatorMetric.PASS, step))
        .serviceLevelObjectives(BOUNDS)
        .register(registry)
        .record(work);
  }

  /** A pass failed. */
  public void passFailed() {
    passFailures.increment();
  }

  /** This replica publishes under this epoch. */
  public void leads(long under) {
    epoch.set(under);
  }

  /** So many removals are held back. */
  public void removalsHeld(long count) {
    removalsHeld.set(count);
  }

  /**
   * How the resources stand.
   *
   * @param counts by kind, then by the status of Ready
   */
  public void resources(Map<String, Map<String, Integer>> counts) {
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    counts.forEach((kind, ready) ->
        ready.forEach((status, count) ->
            rows.add(MultiGauge.Row.of(tags(OperatorMetric.RESOURCES, kind, status), count))));
    resources.register(rows, true);
  }

  /** How many nodes proved what they are asked to hold, and how many did not yet. */
  public void nodes(int proven, int others) {
    nodes.register(
        List.of(
            MultiGauge.Row.of(tags(OperatorMetric.NODES, "true"), proven),
            MultiGauge.Row.of(tags(OperatorMetric.NODES, "false"), others)),
        true);
  }

  /**
   * The API server was written to.
   *
   * @param resource in the words of the URL, with the subresource: {@code routetables/status}
   */
  void wrote(String resource, WriteResult result) {
    counter(OperatorMetric.WRITES, resource, result.label()).increment();
  }

  private Counter counter(OperatorMetric metric, String... labels) {
    return Counter.builder(stem(metric, "_total"))
        .description(metric.help())
        .tags(tags(metric, labels))
        .register(registry);
  }

  private void gauge(OperatorMetric metric, Supplier<Number> value, String... labels) {
    Gauge.builder(metric.exposedName().replace("_info", ".info"), value)
        .description(metric.help())
        .tags(tags(metric, labels))
        .register(registry);
  }

  private MultiGauge multi(OperatorMetric metric) {
    return MultiGauge.builder(metric.exposedName()).description(metric.help()).register(registry);
  }

  private static Tags tags(OperatorMetric metric, String... labels) {
    Tags tags = Tags.empty();
    for (int i = 0; i < labels.length; i++) {
      tags = tags.and(metric.labels().get(i), labels[i]);
    }
    return tags;
  }

  /** The operator SDK asks for seventy buckets a controller; count and sum tell enough. */
  private static final class PlainTimers implements MeterFilter {
    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
      return DistributionStatisticConfig.builder()
          .percentilesHistogram(false)
          .build()
          .merge(config);
    }
  }

  /** The name without the ending that the registry puts there itself. */
  private static String stem(OperatorMetric metric, String ending) {
    String name = metric.exposedName();
    return name.substring(0, name.length() - ending.length());
  }
}
