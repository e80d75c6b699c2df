package dev.waymark.e2e.kind;

/** The RouteTables that the tests apply. */
final class Tables {
  private Tables() {}

  /** To the hosts' far address by way of one of them, asked by ICMP before a change stays. */
  static String far(OutsideHost way) {
    return table("far", OutsideHost.FAR + "/32", way)
        + "  probes: [{name: far, type: Icmp, target: %s, timeout: 1s}]\n"
            .formatted(OutsideHost.FAR);
  }

  /** Everything that nobody else claims, by way of this host. */
  static String everything(OutsideHost way) {
    return table("everything", "0.0.0.0/0", way);
  }

  private static String table(String name, String to, OutsideHost way) {
    return """
    apiVersion: waymark.dev/v1alpha1
    kind: RouteTable
    metadata: {name: %s}
    spec:
      tableId: 254
      nodeSelector: {}
      routes:
        - {to: %s, via: [{gateway: %s}]}
    """
        .formatted(name, to, way.address());
  }
}
