package dev.waymark.api.v1alpha1;

/** A direction of an interface. */
public enum Direction {
  /** Received. */
  In,
  /** Sent. */
  Out
}
