package dev.waymark.daemon.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How commits ended and how long they took, since the daemon's start. Safe for several threads. */
public final class CommitLog {

  /** How a commit ends. */
  public enum Ending {
    Proven,
    RolledBack,
    Refused
  }

  /** Upper bounds in seconds: from one changed route to a first load of a million. */
  private static final double[] BOUNDS = {
    0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, Double.POSITIVE_INFINITY
  };

  private final Map<Ending, Long> endings = new EnumMap<>(Ending.class);
  private final long[] counts = new long[BOUNDS.length];
  private double seconds;
  private @Nullable Ending last;
  private Instant lastEnd = Instant.EPOCH;

  /** Takes down one commit. */
  public synchronized void ended(Ending how, Duration took, Instant when) {
    double duration = took.toNanos() / 1e9;
    int bucket = 0;
    while (duration > BOUNDS[bucket]) {
      bucket++;
    }
    counts[bucket]++;
    seconds += duration;
    endings.merge(how, 1L, Long::sum);
    last = how;
    lastEnd = when;
  }

  synchronized void into(Series series) {
    for (Ending ending : Ending.values()) {
      series.add(NodeMetric.COMMITS, endings.getOrDefault(ending, 0L), ending.name());
    }
    if (last != null) {
      series.add(NodeMetric.LAST_COMMIT_SUCCESS, last == Ending.Proven ? 1 : 0);
      series.add(NodeMetric.LAST_COMMIT_TIME, lastEnd.toEpochMilli() / 1e3);
    }
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    for (int i = 0; i < BOUNDS.length; i++) {
      buckets.bucket(BOUNDS[i], counts[i]);
    }
    series.add(
        HistogramSnapshot.builder()
            .name(NodeMetric.COMMIT_DURATION.exposedName())
            .help(NodeMetric.COMMIT_DURATION.help())
            .dataPoint(
                HistogramDataPointSnapshot.builder()
                    .classicHistogramBuckets(buckets.build())
                    .sum(seconds)
                    .build())
            .build());
  }
}
