package dev.waymark.e2e.cluster;

import dev.waymark.e2e.lab.Dual;

/** The manifests that the scenarios apply. */
final class Tables {
  private Tables() {}

  /** A main table that leads to the servers through this provider, on every node. */
  static String edge(Dual gateway) {
    return edge(gateway, "");
  }

  /**
   * The same.
   *
   * @param more further lines of the spec
   */
  static String edge(Dual gateway, String more) {
    return table("edge", 254, gateway, more);
  }

  /** A table of any name and id that leads to the servers through this provider. */
  static String table(String name, int id, Dual gateway, String more) {
    return """
    ---
    apiVersion: waymark.dev/v1alpha1
    kind: RouteTable
    metadata: {name: %s}
    spec:
      tableId: %d
      nodeSelector: {}
      routes:
      - {to: 198.51.100.0/24, via: [{gateway: %s}]}
      - {to: "2001:db8:100::/48", via: [{gateway: "%s"}]}
    %s
    """
        .formatted(name, id, gateway.v4(), gateway.v6(), more.indent(2));
  }

  /** A rule for all traffic that looks into this table. */
  static String policy(String name, int priority, int table) {
    return """
    ---
    apiVersion: waymark.dev/v1alpha1
    kind: RoutingPolicy
    metadata: {name: %s}
    spec:
      priority: %d
      nodeSelector: {}
      rules:
      - {name: all, match: {}, action: {type: Lookup, tableId: %d}}
    """
        .formatted(name, priority, table);
  }
}
