package dev.waymark.api.v1alpha1;

/** What happens when no backend is usable. */
public enum OnNoBackend {
  /** Drop, counted. */
  Drop,
  /** Answer with a reset or ICMP. */
  Reject,
  /** Leave to the kernel. */
  Pass
}
