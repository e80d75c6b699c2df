package dev.waymark.api.v1alpha1;

/** How a probe asks. */
public enum ProbeType {
  /** By echo request. */
  Icmp,
  /** By connecting to a port. */
  Tcp,
  /** By GET; 2xx and 3xx are answers. */
  Http
}
