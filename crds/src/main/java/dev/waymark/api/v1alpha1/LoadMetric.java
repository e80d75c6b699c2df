package dev.waymark.api.v1alpha1;

/** What load is. */
public enum LoadMetric {
  /** Open connections. */
  Connections,
  /** Processor time of the pods. */
  Cpu
}
