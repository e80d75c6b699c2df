package dev.waymark.api.v1alpha1;

/** How a label is compared, as in Kubernetes. */
public enum LabelOperator {
  /** Present with one of the values. */
  In,
  /** Absent, or with none of the values. */
  NotIn,
  /** Present. */
  Exists,
  /** Absent. */
  DoesNotExist
}
