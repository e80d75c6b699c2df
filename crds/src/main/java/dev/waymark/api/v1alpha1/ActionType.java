package dev.waymark.api.v1alpha1;

/** What a rule does. */
public enum ActionType {
  /** Ask a table; if it finds nothing, the next matching rule decides. */
  Lookup,
  /** Drop, counted. */
  Drop,
  /** Drop and answer. */
  Reject,
  /** Leave to the kernel. */
  Pass
}
