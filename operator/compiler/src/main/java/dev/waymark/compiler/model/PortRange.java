package dev.waymark.compiler.model;

import java.util.Comparator;

/**
 * Ports from the first to the last.
 *
 * @param first 1–65535
 * @param last not below the first
 */
public record PortRange(int first, int last) implements Comparable<PortRange> {
  private static final Comparator<PortRange> ORDER =
      Comparator.comparingInt(PortRange::first).thenComparingInt(PortRange::last);

  /** Refuses what is no range of ports. */
  public PortRange {
    if (first < 1 || last < first || last > 65_535) {
      throw new IllegalArgumentException("ports " + first + "–" + last + " are none of 1–65535");
    }
  }

  @Override
  public int compareTo(PortRange other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return first == last ? Integer.toString(first) : first + "-" + last;
  }
}
