package dev.waymark.daemon.resolve;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The first moment after now at which a route ends by itself. */
final class NextExpiry {

  private final Instant now;
  private @Nullable Instant next;

  NextExpiry(Instant now) {
    this.now = now;
  }

  void see(@Nullable Instant end) {
    if (end != null && end.isAfter(now) && (next == null || end.isBefore(next))) {
      next = end;
    }
  }

  @Nullable Instant next() {
    return next;
  }
}
