package dev.waymark.controller.publish;

import dev.waymark.api.node.v1alpha1.NodeRouting;
import dev.waymark.api.node.v1alpha1.RouteSlice;
import dev.waymark.controller.observe.WatchedStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes old slices that no root of any NodeRouting leads to, from time to time and not too many
 * at once. For one thread.
 */
public final class SliceCollection {
  private static final Logger LOG = LoggerFactory.getLogger(SliceCollection.class);
  private static final int AT_ONCE = 200;

  /**
   * When to collect, and what.
   *
   * @param every how often to look
   * @param age the youngest slice that may go
   */
  public record Pace(Duration every, Duration age) {
    /** What a cluster has. */
    public static final Pace USUAL = new Pace(Duration.ofMinutes(5), Duration.ofMinutes(10));
  }

  private final WatchedStore<RouteSlice> seen;
  private final SlicePublisher slices;
  private final Clock clock;
  private final Pace pace;
  private Instant next;

  /** The first collection is one interval away. */
  public SliceCollection(
      WatchedStore<RouteSlice> seen, SlicePublisher slices, Clock clock, Pace pace) {
    this.seen = seen;
    this.slices = slices;
    this.clock = clock;
    this.pace = pace;
    this.next = clock.instant().plus(pace.every());
  }

  /**
   * Collects if it is time.
   *
   * @param published the roots that this pass published
   * @return when it will be time again
   * @throws io.fabric8.kubernetes.client.KubernetesClientException if the API server refuses
   */
  public Duration collect(Collection<NodeRouting> routings, Collection<String> published) {
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      return Duration.between(now, next);
    }
    Map<String, List<String>> refs = new HashMap<>();
    List<RouteSlice> all = seen.all();
    all.forEach(slice -> refs.put(slice.getMetadata().getName(), slice.getSpec().refs()));
    SliceMarks marks = SliceMarks.of(routings, published, refs);
    if (marks.missing().isEmpty()) {
      all.stream()
          .filter(slice -> !marks.needed().contains(slice.getMetadata().getName()))
          .filter(slice -> created(slice).isBefore(now.minus(pace.age())))
          .limit(AT_ONCE)
          .forEach(slice -> slices.delete(slice.getMetadata().getName()));
    } else {
      LOG.info(
          "no slice is collected while {} of those that nodes name are missing",
          marks.missing().size());
    }
    next = now.plus(pace.every());
    return pace.every();
  }

  private static Instant created(RouteSlice slice) {
    return OffsetDateTime.parse(slice.getMetadata().getCreationTimestamp()).toInstant();
  }
}
