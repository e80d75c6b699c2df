package dev.waymark.compiler.model;

import java.util.Comparator;

/**
 * How the gateways of one RouteTable are watched.
 *
 * @param port of TCP; 0 for ICMP
 * @param intervalMillis between two questions
 * @param failures how many answers in a row must fail
 */
public record DesiredLiveness(
    Owner owner, Question question, int port, long intervalMillis, int failures)
    implements Comparable<DesiredLiveness> {

  /** How a gateway is asked. */
  public enum Question {
    /** By echo request. */
    ICMP,
    /** By connecting to a port. */
    TCP
  }

  private static final Comparator<DesiredLiveness> ORDER =
      Comparator.comparing(DesiredLiveness::owner);

  /** Refuses what no RouteTable can say. */
  public DesiredLiveness {
    if ((question == Question.TCP) != (port != 0) || port < 0 || port > 65_535) {
      throw new IllegalArgumentException("question=%s port=%d".formatted(question, port));
    }
    if (intervalMillis < 1 || failures < 1) {
      throw new IllegalArgumentException(
          "intervalMillis=%d failures=%d".formatted(intervalMillis, failures));
    }
  }

  /** By owner, of which each has one. */
  @Override
  public int compareTo(DesiredLiveness other) {
    return ORDER.compare(this, other);
  }
}
