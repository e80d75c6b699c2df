package dev.waymark.dataplane;

import dev.waymark.dataplane.commit.Commit;
import dev.waymark.dataplane.commit.Generations;
import dev.waymark.dataplane.commit.RollbackTimer;
import dev.waymark.dataplane.store.ControlWord;
import dev.waymark.dataplane.store.GenerationRecord.Found;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The time that a publication has to be confirmed in. The kernel keeps it, whoever lives: what is
 * not confirmed by then is taken back.
 *
 * <p>The kernel's timer is bound to a store. When that is replaced, the rest of the time goes over
 * to the next one's.
 */
public final class Probation {
  private final Generations generations;
  private RollbackTimer timer;
  private @Nullable ControlWord publication;
  private boolean armed;
  private long untilNanos;

  Probation(Generations generations, RollbackTimer timer) {
    this.generations = generations;
    this.timer = timer;
  }

  /**
   * Writes the record of what was built: the last thing before publishing. Packets see nothing of
   * it.
   *
   * @throws IllegalStateException if nothing was built
   */
  public void stage(Commit commit) {
    publication = generations.stage(commit);
  }

  /**
   * Has the kernel take back what is staged, unless it is confirmed in time. Until that is
   * published, nothing comes of it.
   *
   * @param within from now on
   * @throws IllegalStateException if nothing is staged
   * @throws dev.waymark.libbpf.NativeException if the kernel refuses
   */
  public void arm(Duration within) {
    ControlWord word = publication;
    if (word == null) {
      throw new IllegalStateException("nothing is staged that could be taken back");
    }
    timer.arm(word, within);
    armed = true;
    untilNanos = System.nanoTime() + within.toNanos();
  }

  /** The publication was confirmed or taken back. */
  void end() {
    if (armed) {
      timer.disarm();
    }
    armed = false;
    publication = null;
  }

  /** The timer of another store takes over; one that is late fires at once. */
  void moveTo(RollbackTimer next) {
    timer = next;
    if (armed) {
      arm(Duration.ofNanos(Math.max(1, untilNanos - System.nanoTime())));
    }
  }

  /**
   * The generation that the kernel took back, if nothing was published since: how a restart learns
   * of it. Told until {@link #acknowledge}.
   */
  public Optional<Generation> takenBack() {
    ControlWord now = generations.control();
    return timer
        .lastFiring()
        .filter(firing -> firing.left().equals(now))
        .map(firing -> generations.recordIn(firing.taken().active()))
        .filter(Found.Valid.class::isInstance)
        .map(found -> Generation.of(((Found.Valid) found).record(), now.phase()));
  }

  /** What the kernel took back is known now, and remembered elsewhere. */
  public void acknowledge() {
    timer.disarm();
  }
}
