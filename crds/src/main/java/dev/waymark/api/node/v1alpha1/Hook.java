package dev.waymark.api.node.v1alpha1;

/** Where a program is attached. */
public enum Hook {
  /** Ingress of the traffic control layer. */
  Tcx,
  /** The driver. */
  Xdp
}
