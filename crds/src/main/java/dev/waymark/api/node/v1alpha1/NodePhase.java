package dev.waymark.api.node.v1alpha1;

/** Where a node is with its desired state. */
public enum NodePhase {
  /** Reading slices. */
  Fetching,
  /** Building the generation aside. */
  Building,
  /** Live, and on trial. */
  Probation,
  /** Live and confirmed. */
  Stable,
  /** The change was taken back. */
  RolledBack,
  /** The change was not begun; the last good state serves. */
  Refused,
  /** Explicitly empty: nothing of ours is attached. */
  Clean
}
