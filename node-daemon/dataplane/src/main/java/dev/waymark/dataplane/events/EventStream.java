package dev.waymark.dataplane.events;

import dev.waymark.dataplane.KeptMap;
import dev.waymark.dataplane.layout.EventControlLayout;
import dev.waymark.libbpf.BpfMap;
import dev.waymark.libbpf.MappedRegion;
import dev.waymark.libbpf.MonotonicClock;
import dev.waymark.libbpf.RingBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The one reader of events. Programs tell events from {@link #open} until {@link #close}, or until
 * {@link #LEASE} after the last {@link #read} if the reader dies.
 */
public final class EventStream implements AutoCloseable {

  /** How long programs go on telling without a sign of life. */
  public static final Duration LEASE = Duration.ofSeconds(3);

  private static final Duration RENEWAL = LEASE.dividedBy(6);

  /**
   * Which packets are told.
   *
   * @param oneIn of packets that are not dropped, one in so many at random; 0: none
   * @param drops dropped packets a second at most; 0: none
   */
  public record Wanted(int oneIn, int drops) {
    public Wanted {
      if (oneIn < 0 || drops < 0) {
        throw new IllegalArgumentException("oneIn=" + oneIn + " drops=" + drops);
      }
    }
  }

  /**
   * What was not told since the stream was opened.
   *
   * @param overLimit drops beyond the limit
   * @param lost events that found the ring full
   */
  public record Untold(long overLimit, long lost) {}

  private final MappedRegion control;
  private final RingBuffer ring;
  private final long overBefore;
  private final long lostBefore;

  private EventStream(MappedRegion control, RingBuffer ring, Wanted wanted) {
    this.control = control;
    this.ring = ring;
    this.overBefore = control.getLong(EventControlLayout.OVER);
    this.lostBefore = control.getLong(EventControlLayout.LOST);
    // What an earlier reader left is nobody's.
    ring.clear();
    control.setInt(EventControlLayout.ONE_IN, wanted.oneIn());
    control.setInt(EventControlLayout.DROPS, wanted.drops());
    renew();
  }

  /**
   * Begins; empty if nothing is pinned in this directory. The caller sees that nobody else does.
   */
  public static Optional<EventStream> open(Path pinDirectory, Wanted wanted) {
    Path events = pinDirectory.resolve(KeptMap.EVENTS.pin());
    if (!Files.exists(events)) {
      return Optional.empty();
    }
    try (BpfMap ring = BpfMap.openPinned(events);
        BpfMap control = BpfMap.openPinned(pinDirectory.resolve(KeptMap.EVENT_CONTROL.pin()))) {
      return Optional.of(new EventStream(control.map(), RingBuffer.of(ring), wanted));
    }
  }

  /** Waits for events, for less than {@link #LEASE}, and shows those that came. */
  public void read(Consumer<Event> reader) {
    renew();
    ring.await(RENEWAL);
    ring.drain(record -> reader.accept(Event.of(record)));
  }

  /** Ends the wait of {@link #read}, from any thread. */
  public void wake() {
    ring.wake();
  }

  /** What was not told so far. */
  public Untold untold() {
    return new Untold(
        control.getLong(EventControlLayout.OVER) - overBefore,
        control.getLong(EventControlLayout.LOST) - lostBefore);
  }

  private void renew() {
    control.setLongRelease(EventControlLayout.UNTIL, MonotonicClock.nanos() + LEASE.toNanos());
  }

  @Override
  public void close() {
    control.setLongRelease(EventControlLayout.UNTIL, 0);
    ring.close();
    control.close();
  }
}
