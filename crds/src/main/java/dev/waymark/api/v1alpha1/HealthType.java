package dev.waymark.api.v1alpha1;

/** How a backend is asked. */
public enum HealthType {
  /** By connecting to its port. */
  Tcp,
  /** By GET; 2xx and 3xx are answers. */
  Http
}
