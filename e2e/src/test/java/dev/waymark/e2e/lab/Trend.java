package dev.waymark.e2e.lab;

import java.util.List;

/** Samples of something that must not grow, taken in even steps. */
record Trend(List<Long> samples) {

  /** At least two samples. */
  Trend {
    samples = List.copyOf(samples);
    if (samples.size() < 2) {
      throw new IllegalArgumentException("a trend needs two samples, not " + samples);
    }
  }

  double mean() {
    return samples.stream().mapToLong(Long::longValue).average().orElseThrow();
  }

  /**
   * By how much the samples rise from the first to the last, on the straight line that fits them
   * best (least squares): a single high sample moves it little, a steady leak moves it whole.
   */
  double rise() {
    double middle = (samples.size() - 1) / 2.0;
    double mean = mean();
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < samples.size(); i++) {
      covariance += (i - middle) * (samples.get(i) - mean);
      variance += (i - middle) * (i - middle);
    }
    return covariance / variance * (samples.size() - 1);
  }
}
