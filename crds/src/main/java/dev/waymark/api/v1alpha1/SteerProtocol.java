package dev.waymark.api.v1alpha1;

/** A protocol that can be steered. */
public enum SteerProtocol {
  /** TCP. */
  Tcp,
  /** UDP. */
  Udp
}
