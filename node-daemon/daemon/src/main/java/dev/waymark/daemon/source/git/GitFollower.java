package dev.waymark.daemon.source.git;

import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.daemon.source.DesiredSource;
import dev.waymark.daemon.source.SourceReading;
import dev.waymark.daemon.source.git.GitReading.Found;
import dev.waymark.daemon.source.git.GitReading.Unmoved;
import dev.waymark.daemon.source.git.GitReading.Unreachable;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a branch at an interval, and at once when asked; compiles what is new, and tells nothing
 * twice. A thread of its own, for a repository and a compilation can take their time.
 */
public final class GitFollower implements DesiredSource {

  private static final Logger LOG = LoggerFactory.getLogger(GitFollower.class);

  private final GitSource source;
  private final CommitCompiler compiler;
  private final Duration interval;
  private final Consumer<SourceReading> listener;
  private final Semaphore asked = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;
  private @Nullable GitReading told;

  /**
   * A follower that is not started yet.
   *
   * @param listener called on the follower's thread
   */
  public GitFollower(
      GitSource source,
      CommitCompiler compiler,
      Duration interval,
      Consumer<SourceReading> listener) {
    this.source = source;
    this.compiler = compiler;
    this.interval = interval;
    this.listener = listener;
    this.thread = Thread.ofPlatform().name("git").daemon().unstarted(this::follow);
  }

  @Override
  public void start() {
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    }
  }

  @Override
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
      listener.accept(unreachable("following the repository ended: " + unexpected));
    }
  }

  private void tell(GitReading reading) {
    if (!reading.equals(told)) {
      // What was found may be large, and is not kept here.
      told = reading instanceof Found(String commit, var files) ? new Unmoved(commit) : reading;
      listener.accept(told(reading));
    }
  }

  private SourceReading told(GitReading reading) {
    return switch (reading) {
      case Found found -> compiler.compile(found);
      case Unmoved(String commit) -> new SourceReading.Unmoved(commit);
      case Unreachable(String message) -> unreachable(message);
    };
  }

  private static SourceReading unreachable(String message) {
    return new SourceReading.Unreachable(Reason.SourceUnreachable, null, message);
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
