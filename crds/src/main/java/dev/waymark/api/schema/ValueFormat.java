package dev.waymark.api.schema;

import dev.waymark.api.json.IntOrPercent;
import dev.waymark.api.json.SliceData;
import dev.waymark.api.json.TimeSpan;
import dev.waymark.api.net.Address;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.net.Protocol;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;

/**
 * Values that are more than a text: each has one Java type and one reader, which says what would be
 * right.
 */
public enum ValueFormat {
  /** A destination without host bits. */
  PREFIX(Prefix.class, "a prefix, for instance 192.0.2.0/24"),
  /** An IP address. */
  ADDRESS(Address.class, "an IP address, for instance 192.0.2.1"),
  /** A duration. */
  TIME_SPAN(TimeSpan.class, "a duration, for instance 30s"),
  /** A point in time (RFC 3339). */
  INSTANT(Instant.class, "a time, for instance 2026-12-31T23:00:00Z"),
  /** A count or a share. */
  INT_OR_PERCENT(IntOrPercent.class, "a number, or a share such as 25%"),
  /** An IP protocol. */
  PROTOCOL(Protocol.class, "Tcp, Udp, Sctp, Icmp, Icmpv6 or a number 0–255"),
  /** Packed bytes. */
  BYTES(SliceData.class, "base64");

  private final Class<?> type;
  private final String meaning;

  ValueFormat(Class<?> type, String meaning) {
    this.type = type;
    this.meaning = meaning;
  }

  /** The Java type of the values. */
  public Class<?> type() {
    return type;
  }

  /** What would be right, in words. */
  public String meaning() {
    return meaning;
  }

  /** Whether a whole number is a value too. */
  public boolean takesNumbers() {
    return this == INT_OR_PERCENT || this == PROTOCOL;
  }

  /**
   * The value of a text.
   *
   * @throws IllegalArgumentException saying what is wrong and what would be right
   */
  public Object read(String text) {
    return switch (this) {
      case PREFIX -> Prefix.parse(text);
      case ADDRESS -> Address.parse(text);
      case TIME_SPAN -> TimeSpan.parse(text);
      case INSTANT -> instant(text);
      case INT_OR_PERCENT -> IntOrPercent.parse(text);
      case PROTOCOL -> Protocol.named(text);
      case BYTES -> SliceData.of(Base64.getDecoder().decode(text));
    };
  }

  /**
   * The value of a number.
   *
   * @throws IllegalArgumentException saying what is wrong and what would be right
   */
  public Object read(long number) {
    if (number != (int) number || number < 0) {
      throw new IllegalArgumentException(number + " is out of range; write " + meaning);
    }
    return switch (this) {
      case INT_OR_PERCENT -> IntOrPercent.count((int) number);
      case PROTOCOL -> Protocol.of((int) number);
      default -> throw new IllegalArgumentException(number + " is a number; write " + meaning);
    };
  }

  private static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          '"' + text + "\" is not a time; write RFC 3339, for instance 2026-12-31T23:00:00Z", e);
    }
  }
}
