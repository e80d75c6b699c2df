package dev.waymark.compiler.model;

/**
 * How much a rule lets through.
 *
 * @param unit what rate and burst count
 * @param rate in a second
 * @param burst at once
 * @param perSource for each source address by itself
 */
public record RateLimit(Unit unit, long rate, long burst, boolean perSource) {
  /** The most of either. */
  public static final long MOST = 1_000_000_000_000L;

  /** What a limit counts. */
  public enum Unit {
    Packets,
    Bits
  }

  /** Refuses rates and bursts outside 1–10^12. */
  public RateLimit {
    if (rate < 1 || rate > MOST || burst < 1 || burst > MOST) {
      throw new IllegalArgumentException(
          "rate " + rate + " or burst " + burst + " is not 1–" + MOST);
    }
  }

  @Override
  public String toString() {
    return rate
        + (unit == Unit.Packets ? "pps" : "bps")
        + " burst "
        + burst
        + (perSource ? " per source" : "");
  }
}
