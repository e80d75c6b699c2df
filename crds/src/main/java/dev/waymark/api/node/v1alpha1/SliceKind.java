package dev.waymark.api.node.v1alpha1;

/** What a slice holds. */
public enum SliceKind {
  /** The indices of all tables. */
  Root,
  /** Slices of one table. */
  Index,
  /** Neighbouring routes. */
  Routes,
  /** Rules. */
  Rules,
  /** Steering. */
  Steers,
  /** Sets of addresses. */
  Addresses,
  /** How changes are tried before they stay. */
  Trials,
  /** Mirrors of kernel tables. */
  Mirrors,
  /** How gateways are watched. */
  Liveness
}
