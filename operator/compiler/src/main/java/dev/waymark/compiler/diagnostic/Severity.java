package dev.waymark.compiler.diagnostic;

/** What a diagnostic does to its resource. */
public enum Severity {
  /** The resource is not accepted and brings nothing. */
  Error,
  /** The resource is accepted; its author should know. */
  Warning
}
