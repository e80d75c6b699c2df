package dev.waymark.controller.observe;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Times as Kubernetes writes them (RFC 3339). */
final class Times {

  private Times() {}

  /** The instant; the epoch where nothing stands, as in an object that was never stored. */
  static Instant instant(@Nullable String text) {
    return text == null || text.isEmpty() ? Instant.EPOCH : OffsetDateTime.parse(text).toInstant();
  }
}
