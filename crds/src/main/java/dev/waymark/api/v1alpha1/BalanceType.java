package dev.waymark.api.v1alpha1;

/** How a backend is chosen. */
public enum BalanceType {
  /** By the connection, in shares of the weights. */
  Hash,
  /** By the client. */
  Affinity,
  /** The less loaded of two. */
  LoadAware
}
