package dev.waymark.e2e.lab;

import dev.waymark.e2e.lab.node.Settings;

/** A router with something to explain: routes, a rule, and a hole that the rule leads to. */
final class ExplainedRouter {
  /** Where the rule sends packets to be dropped. */
  static final Dual HOLE = new Dual("203.0.113.66", "2001:db8:200::66");

  /** Where no route leads. */
  static final Dual NOWHERE = new Dual("192.0.2.1", "2001:db8:dead::1");

  private static final String GUESTS =
      """
      apiVersion: waymark.dev/v1alpha1
      kind: RoutingPolicy
      metadata: {name: guests}
      spec:
        priority: 100
        nodeSelector: {}
        rules:
        - name: hole
          match: {to: [203.0.113.66/32, "2001:db8:200::66/128"]}
          action: {type: Lookup, tableId: 100}
      ---
      apiVersion: waymark.dev/v1alpha1
      kind: RouteTable
      metadata: {name: hole}
      spec:
        tableId: 100
        nodeSelector: {}
        routes:
        - {to: 203.0.113.64/26, type: Blackhole}
        - {to: "2001:db8:200::/64", type: Blackhole}
      """;

  private ExplainedRouter() {}

  static RoutedLab serving(String purpose, Settings settings) {
    RoutedLab net = RoutedLab.serving(purpose, settings, "static-routes");
    try {
      net.repository().write("guests.yaml", GUESTS);
      net.daemon().awaitServing(net.repository().commit("A rule and a hole"));
      return net;
    } catch (RuntimeException | AssertionError e) {
      net.close();
      throw e;
    }
  }
}
