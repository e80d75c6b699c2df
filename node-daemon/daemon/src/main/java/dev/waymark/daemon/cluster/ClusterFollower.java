package dev.waymark.daemon.cluster;

import dev.waymark.api.node.v1alpha1.NodeRouting;
import dev.waymark.api.node.v1alpha1.NodeRoutingSpec;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.compiler.slice.Slice;
import dev.waymark.compiler.slice.SliceTree;
import dev.waymark.daemon.cluster.SliceFetch.Tree;
import dev.waymark.daemon.source.DesiredSource;
import dev.waymark.daemon.source.SourceReading;
import dev.waymark.daemon.source.SourceReading.Cleared;
import dev.waymark.daemon.source.SourceReading.Found;
import dev.waymark.daemon.source.SourceReading.Rejected;
import dev.waymark.daemon.source.SourceReading.Unmoved;
import dev.waymark.daemon.source.SourceReading.Unreachable;
import dev.waymark.daemon.source.Wanted;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one node's NodeRouting, and has the state below its root. Everything that can go wrong is
 * told, once, and tried again with growing pauses.
 */
final class ClusterFollower implements DesiredSource {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterFollower.class);
  private static final String EMPTY = SliceTree.of(DesiredState.EMPTY).root().toString();

  /** As long as this nothing need be heard; then the watch may be dead without a word. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

  private final String node;
  private final ClusterApi api;
  private final SliceFetch slices;
  private final Backoff backoff;
  private final Consumer<SourceReading> listener;
  private final Consumer<Optional<NodeRouting>> seen;
  private final Semaphore news = new Semaphore(0);
  private final AtomicReference<@Nullable Change> changed = new AtomicReference<>();
  private final Thread thread;
  private volatile boolean closed;
  private volatile boolean lookAnew = true;
  private volatile boolean ended;
  private ClusterApi.@Nullable Watch watch;
  private @Nullable SourceReading told;
  private @Nullable String held;

  /** What a watch told; empty: the object is gone. */
  private record Change(Optional<NodeRouting> now) {}

  /**
   * A follower that is not started yet.
   *
   * @param listener told what there is to hold, on the follower's thread
   * @param seen told of each NodeRouting that was seen, before it is acted on
   */
  ClusterFollower(
      String node,
      ClusterApi api,
      SliceFetch slices,
      Backoff backoff,
      Consumer<SourceReading> listener,
      Consumer<Optional<NodeRouting>> seen) {
    this.node = node;
    this.api = api;
    this.slices = slices;
    this.backoff = backoff;
    this.listener = listener;
    this.seen = seen;
    this.thread = Thread.ofPlatform().name("cluster").daemon().unstarted(this::follow);
  }

  @Override
  public void start() {
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    }
  }

  @Override
  public void lookNow() {
    lookAnew = true;
    news.release();
  }

  private void follow() {
    Optional<NodeRouting> routing = Optional.empty();
    try {
      while (!closed) {
        Duration pause;
        try {
          routing = newest(routing);
          seen.accept(routing);
          pause = settled(read(routing)) ? LONGEST_SILENCE : backoff.next();
        } catch (ApiFailure e) {
          stopWatching();
          tell(new Unreachable(Reason.SourceUnreachable, null, String.valueOf(e.getMessage())));
          pause = backoff.next();
        }
        if (!heard(pause)) {
          lookAnew = lookAnew || pause.equals(LONGEST_SILENCE);
        } else if (ended) {
          // Every node's watch ends when an API server does: they do not come back as one.
          ended = false;
          lookAnew = true;
          heard(backoff.next());
        }
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error unexpected) {
      // Without this thread the daemon would serve an old state for ever and not say so.
      LOG.error("following the cluster ended; restart the daemon", unexpected);
      listener.accept(
          new Unreachable(
              Reason.SourceUnreachable, null, "following the cluster ended: " + unexpected));
    } finally {
      stopWatching();
    }
  }

  private boolean heard(Duration within) throws InterruptedException {
    boolean heard = news.tryAcquire(within.toNanos(), TimeUnit.NANOSECONDS);
    news.drainPermits();
    return heard;
  }

  /** What the watch told since, or, where it may have missed something, what is there now. */
  private Optional<NodeRouting> newest(Optional<NodeRouting> last) throws ApiFailure {
    if (!lookAnew && watch != null) {
      Change change = changed.getAndSet(null);
      return change == null ? last : change.now();
    }
    stopWatching();
    lookAnew = false;
    changed.set(null);
    Optional<NodeRouting> now = api.routing();
    watch =
        api.watch(
            now.map(routing -> routing.getMetadata().getResourceVersion()).orElse(null),
            new ClusterApi.Listener() {
              @Override
              public void changed(@Nullable NodeRouting newer) {
                changed.set(new Change(Optional.ofNullable(newer)));
                news.release();
              }

              @Override
              public void ended() {
                ended = true;
                news.release();
              }
            });
    return now;
  }

  private void stopWatching() {
    lookAnew = true;
    if (watch != null) {
      watch.close();
      watch = null;
    }
  }

  private SourceReading read(Optional<NodeRouting> routing)
      throws ApiFailure, InterruptedException {
    SourceReading reading =
        routing.isEmpty()
            ? new Unreachable(
                Reason.SourceUnreachable,
                null,
                "there is no NodeRouting %s; the operator writes one for each Node: is it running?"
                    .formatted(node))
            : read(routing.get());
    tell(reading);
    return reading;
  }

  private SourceReading read(NodeRouting routing) throws ApiFailure, InterruptedException {
    NodeRoutingSpec spec = routing.getSpec();
    if (spec == null || !Digest.isText(spec.root())) {
      return new Rejected(
          "none", Reason.Invalid, List.of("NodeRouting %s names no root".formatted(node)));
    }
    String root = spec.root();
    if (spec.format() != Slice.FORMAT) {
      return new Rejected(
          root,
          Reason.FormatUnknown,
          List.of(
              "root %s has format %d, and this version reads %d; bring operator and daemon to one version"
                  .formatted(root, spec.format(), Slice.FORMAT)));
    }
    if (root.equals(held)) {
      slices.forget();
      return new Unmoved(root);
    }
    return root.equals(EMPTY) ? new Cleared(root) : fetch(root);
  }

  private SourceReading fetch(String root) throws ApiFailure, InterruptedException {
    return switch (slices.tree(Digest.parse(root))) {
      case Tree.Whole(DesiredState state, var all) ->
          new Found(
              new Wanted(state, Digest.parse(root), root, all, DeclaredResources.of(state, node)));
      case Tree.Missing(Digest slice) ->
          new Unreachable(
              Reason.SliceMissing,
              root,
              "slice %s of root %s is not in the cluster; it is looked for again"
                  .formatted(slice, root));
      case Tree.Corrupt(String message) ->
          new Rejected(root, Reason.SliceCorrupt, List.of(message));
    };
  }

  /** Whether only news can change anything. */
  private boolean settled(SourceReading reading) {
    return switch (reading) {
      case Found found -> true;
      case Cleared cleared -> true;
      case Unmoved unmoved -> true;
      // Who put a broken slice there may put a whole one.
      case Rejected rejected -> rejected.reason() == Reason.FormatUnknown;
      // A watch that stands tells when the object comes.
      case Unreachable unreachable -> unreachable.reason() == Reason.SourceUnreachable;
    };
  }

  private void tell(SourceReading reading) {
    switch (reading) {
      case Found(Wanted wanted) -> held = wanted.revision();
      case Cleared(String revision) -> held = revision;
      case Unmoved unmoved -> {}
      case Rejected rejected -> {}
      case Unreachable unreachable -> {}
    }
    if (settled(reading) && watch != null) {
      backoff.reset();
    }
    SourceReading known = held != null && isHeld(reading) ? new Unmoved(held) : reading;
    if (!known.equals(told) && !closed) {
      told = known;
      listener.accept(reading);
    }
  }

  private static boolean isHeld(SourceReading reading) {
    return reading instanceof Found || reading instanceof Cleared || reading instanceof Unmoved;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
