package dev.waymark.api.v1alpha1;

/** The conditions of the user's resources. */
public enum ConditionType {
  /** The resource is well-formed and this version serves all it asks for. */
  Accepted(true),
  /** What it refers to exists: ConfigMaps, Services, tables of the kernel. */
  ResolvedRefs(true),
  /** The reachable selected nodes hold this generation. */
  Programmed(true),
  /**
   * The data path of every reachable selected node was read back and agrees with this generation.
   */
  Ready(true),
  /** Another resource wants the same; see {@code conflicts}. */
  Conflicted(false),
  /** A node took the change back. */
  RolledBack(false),
  /** It does not fit on a node; the last good state serves on. */
  CapacityExceeded(false),
  /** What a node holds was changed by someone else. */
  Drifted(false),
  /** It serves, but with less than it asks for: a next hop is gone. */
  Degraded(false),
  /** Strict reverse-path filtering of the kernel drops what the Kernel path forwards. */
  StrictReversePath(false);

  private final boolean always;

  ConditionType(boolean always) {
    this.always = always;
  }

  /** Whether it is always present, Unknown first; others are present only while true. */
  public boolean always() {
    return always;
  }
}
