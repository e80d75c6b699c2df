package dev.waymark.api.v1alpha1;

/** Who a conflict was decided for. */
public enum ConflictRole {
  /** This resource's word counts. */
  Winner,
  /** The other's word counts. */
  Loser
}
