package dev.waymark.daemon.kernel;

/** Whole numbers from {@code from} to {@code to}, both included. */
public record NumberRange(int from, int to) {

  public NumberRange {
    if (from < 1 || to < from) {
      throw new IllegalArgumentException("%d to %d is no range".formatted(from, to));
    }
  }

  /** How many numbers it holds. */
  public int size() {
    return to - from + 1;
  }

  /** Whether it holds {@code number}. */
  public boolean holds(int number) {
    return number >= from && number <= to;
  }

  @Override
  public String toString() {
    return from + "–" + to;
  }
}
