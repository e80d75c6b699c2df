package dev.waymark.api.v1alpha1;

/** How a gateway is asked whether it lives. */
public enum LivenessType {
  /** By echo request. */
  Icmp,
  /** By connecting to a port. */
  Tcp,
  /** Not at all: its interface and neighbour decide. */
  None
}
