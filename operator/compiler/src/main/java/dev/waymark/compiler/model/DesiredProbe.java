package dev.waymark.compiler.model;

import dev.waymark.api.json.TimeSpan;
import dev.waymark.api.v1alpha1.ProbeType;

/**
 * Something that must answer before a change is confirmed, with nothing left to default.
 *
 * @param name unique in its RouteTable
 * @param target a host name or an address
 * @param port 1–65535; 0 for Icmp
 * @param path what Http asks for; empty for the others
 * @param timeout how long an answer may take
 */
public record DesiredProbe(
    String name, ProbeType type, String target, int port, String path, TimeSpan timeout) {
  /** Refuses what no RouteTable can say. */
  public DesiredProbe {
    boolean http = type == ProbeType.Http;
    if (port < 0 || port > 65_535 || (type == ProbeType.Icmp) != (port == 0)) {
      throw new IllegalArgumentException("probe " + name + ": port " + port + " with " + type);
    }
    if (http == path.isEmpty()) {
      throw new IllegalArgumentException("probe " + name + ": path \"" + path + "\" with " + type);
    }
    if (timeout.duration().isZero()) {
      throw new IllegalArgumentException("probe " + name + ": no time to answer in");
    }
  }

  /** {@code echo Icmp 192.0.2.1 within 1s}, or with {@code :PORT/PATH} behind the target. */
  @Override
  public String toString() {
    String host = target.contains(":") && port > 0 ? "[" + target + "]" : target;
    return name
        + " "
        + type
        + " "
        + host
        + (port > 0 ? ":" + port : "")
        + path
        + " within "
        + timeout;
  }
}
