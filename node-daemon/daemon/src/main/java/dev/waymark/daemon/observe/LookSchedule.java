package dev.waymark.daemon.observe;

import java.time.Duration;

/**
 * When to look for what the kernel has no event for: once a second, however many events come in
 * between. Times are those of {@link System#nanoTime}, which may overflow.
 */
final class LookSchedule {

  /** From one look to the next. */
  static final Duration EVERY = Duration.ofSeconds(1);

  private long next;

  /** The first look is due a second from now. */
  LookSchedule(long now) {
    next = now + EVERY.toNanos();
  }

  /** How long events may be waited for. */
  Duration left(long now) {
    return Duration.ofNanos(Math.max(0, next - now));
  }

  /** Whether to look now; then the next look is due a second from now. */
  boolean due(long now) {
    if (now - next < 0) {
      return false;
    }
    next = now + EVERY.toNanos();
    return true;
  }
}
