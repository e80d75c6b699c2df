package dev.waymark.api.v1alpha1;

/** Whether a condition holds. */
public enum ConditionStatus {
  /** It holds. */
  True,
  /** It does not. */
  False,
  /** Nobody knows yet. */
  Unknown
}
