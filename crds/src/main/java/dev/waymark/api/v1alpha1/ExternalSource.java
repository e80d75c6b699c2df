package dev.waymark.api.v1alpha1;

/** What backends see of clients outside the cluster. */
public enum ExternalSource {
  /** The client's address. */
  Preserve,
  /** The node's address. */
  Snat
}
