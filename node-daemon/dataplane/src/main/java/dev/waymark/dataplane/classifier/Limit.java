package dev.waymark.dataplane.classifier;

import java.math.BigInteger;

/**
 * How much a rule lets through: a bucket that leaks at the rate and is as deep as the burst. What
 * would make it run over is dropped.
 *
 * @param unit what is counted
 * @param rate units in a second
 * @param burst units that may come at once; what the rate lets through in a day at most
 * @param perSource a bucket for each source address, else one for all
 */
public record Limit(Unit unit, long rate, long burst, boolean perSource) {

  /** What is counted. */
  public enum Unit {
    /** Packets; one that the kernel joined from several counts as those. */
    PACKETS,
    /** Bits of IP. */
    BITS
  }

  /** Of rate and burst: beyond, times would not fit into 64 bits. */
  public static final long MOST = 1_000_000_000_000L;

  private static final BigInteger SECOND = BigInteger.valueOf(1_000_000_000);
  private static final long DAY_SECONDS = 86_400;
  private static final int PRECISION = 4096;

  public Limit {
    if (rate < 1 || rate > MOST || burst < 1 || burst > MOST) {
      throw new IllegalArgumentException("limit: rate=" + rate + " burst=" + burst + " " + unit);
    }
  }

  /**
   * Times are in units of 2^-shift nanoseconds. The shift is the smallest with which a packet or
   * byte costs at least 4096 units, so that rounding is below one in 4096 and the clock, which is
   * counted in 64 bits, goes round as seldom as can be.
   */
  int shift() {
    int shift = 0;
    while (cost(shift) < PRECISION) {
      shift++;
    }
    return shift;
  }

  /** Time that one packet, or one byte, adds to the bucket. */
  long cost() {
    return cost(shift());
  }

  private long cost(int shift) {
    long bits = unit == Unit.BITS ? Byte.SIZE : 1;
    return SECOND
        .multiply(BigInteger.valueOf(bits))
        .shiftLeft(shift)
        .divide(BigInteger.valueOf(rate))
        .longValueExact();
  }

  /** Time that the bucket is deep. */
  long depth() {
    BigInteger units = BigInteger.valueOf(Math.min(burst, rate * DAY_SECONDS));
    BigInteger cost = BigInteger.valueOf(cost());
    // By the rounded cost, so that exactly the burst fits.
    BigInteger depth =
        unit == Unit.BITS
            ? units.multiply(cost).divide(BigInteger.valueOf(Byte.SIZE))
            : units.multiply(cost);
    return depth.longValueExact();
  }
}
