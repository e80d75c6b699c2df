package dev.waymark.e2e.bench;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table: what Waymark took or reached, what its peer did in the same run, and how
 * many times better that is.
 *
 * @param row what was measured
 * @param unit of both samples, such as {@code ns} or {@code Gbit/s}
 * @param better which samples are the better ones
 * @param ours Waymark's samples, one a round
 * @param peer who it is compared with; null where the goal is an absolute one
 * @param theirs the peer's samples, one a round; empty without a peer
 * @param goal what the project set itself; null: none
 */
@SuppressWarnings("ArrayRecordComponent") // samples; never compared
public record Figure(
    String row,
    String unit,
    Better better,
    double[] ours,
    @Nullable String peer,
    double[] theirs,
    @Nullable Goal goal) {

  /** A time is the better the less it is, a rate the more. */
  public enum Better {
    LESS,
    MORE
  }

  /** A bound on a figure. */
  public sealed interface Goal {
    /** Waymark is at least this many times better than the peer. */
    record TimesBetter(double times) implements Goal {}

    /** Waymark's own median is at most this much, in the figure's unit. */
    record AtMost(double value) implements Goal {}
  }

  public static Figure against(
      String row, String unit, double[] ours, String peer, double[] theirs) {
    return new Figure(row, unit, Better.LESS, ours, peer, theirs, null);
  }

  /** Of how much got through, where the others are about how long it took. */
  public static Figure rate(String row, String unit, double[] ours, String peer, double[] theirs) {
    return new Figure(row, unit, Better.MORE, ours, peer, theirs, null);
  }

  public static Figure alone(String row, String unit, double[] ours) {
    return new Figure(row, unit, Better.LESS, ours, null, new double[0], null);
  }

  public Figure goal(Goal wanted) {
    return new Figure(row, unit, better, ours, peer, theirs, wanted);
  }

  public double median() {
    return median(ours);
  }

  /** How many times better than the peer; not a number without one. */
  public double ratio() {
    if (theirs.length == 0) {
      return Double.NaN;
    }
    return switch (better) {
      case LESS -> median(theirs) / median(ours);
      case MORE -> median(ours) / median(theirs);
    };
  }

  /** The largest distance of a sample from the median, in parts of the median. */
  public double spread() {
    double middle = median();
    return Arrays.stream(ours).map(sample -> Math.abs(sample - middle) / middle).max().orElse(0);
  }

  /** Whether the goal is reached; true without one. */
  public boolean met() {
    return switch (goal) {
      case null -> true;
      case Goal.TimesBetter(double times) -> ratio() >= times;
      case Goal.AtMost(double value) -> median() <= value;
    };
  }

  static double median(double[] samples) {
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
