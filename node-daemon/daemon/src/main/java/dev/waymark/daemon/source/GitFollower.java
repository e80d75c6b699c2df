package dev.waymark.daemon.source;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a Git source at an interval, and at once when asked; tells what is new and nothing
 * twice. A thread of its own, for a repository can take its time.
 */
public final class GitFollower implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GitFollower.class);

  private final GitSource source;
  private final Duration interval;
  private final Consumer<GitReading> listener;
  private final Semaphore asked = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;
  private @Nullable GitReading told;

  /**
   * A follower that is not started yet.
   *
   * @param listener called on the follower's thread
   */
  public GitFollower(GitSource source, Duration interval, Consumer<GitReading> listener) {
    this.source = source;
    this.interval = interval;
    this.listener = listener;
    this.thread = Thread.ofPlatform().name("git").daemon().unstarted(this::follow);
  }

  /** Begins, with a look at once. */
  public void start() {
    thread.start();
  }

  /** Asks for a look now. */
  public void lookNow() {
    asked.release();
  }

  private void follow() {
    try (source) {
      while (!closed) {
        tell(source.read());
        if (asked.tryAcquire(interval.toMillis(), TimeUnit.MILLISECONDS)) {
          asked.drainPermits();
        }
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error unexpected) {
      // Without this thread the daemon would serve an old state for ever and not say so.
      LOG.error("following the repository ended; restart the daemon", unexpected);
      listener.accept(new GitReading.Unreachable("following the repository ended: " + unexpected));
    }
  }

  private void tell(GitReading reading) {
    if (!reading.equals(told)) {
      // What was found may be large, and is not kept here.
      told =
          reading instanceof GitReading.Found(String commit, var files)
              ? new GitReading.Unmoved(commit)
              : reading;
      listener.accept(reading);
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
