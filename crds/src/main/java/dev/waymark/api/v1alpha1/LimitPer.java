package dev.waymark.api.v1alpha1;

/** What a limit counts as one. */
public enum LimitPer {
  /** All that the rule matches. */
  Rule,
  /** Each source address. */
  Source
}
