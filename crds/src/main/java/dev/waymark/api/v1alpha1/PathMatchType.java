package dev.waymark.api.v1alpha1;

/** How a path is compared. */
public enum PathMatchType {
  /** The whole path. */
  Exact,
  /** By whole elements from the left. */
  Prefix
}
