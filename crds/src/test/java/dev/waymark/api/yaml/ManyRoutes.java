package dev.waymark.api.yaml;

import dev.waymark.api.net.Address;

/** A RouteTable {@code many}, of number 100, whose routes stand in a ConfigMap beside it. */
public final class ManyRoutes {
  private ManyRoutes() {}

  /** Both manifests. The destinations lie far apart, so that they share little of a store. */
  public static String manifest(int count, String gateway) {
    var text =
        new StringBuilder(
            """
            apiVersion: waymark.dev/v1alpha1
            kind: RouteTable
            metadata: {name: many}
            spec:
              tableId: 100
              nodeSelector: {}
              routesFrom:
              - name: list
                configMap: {namespace: net, name: many, key: routes}
                allow: [{prefix: 0.0.0.0/0, le: 32}]
                maxRoutes: 100000
                onExceed: Refuse
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {namespace: net, name: many}
            data:
              routes: |
            """);
    for (int i = 0; i < count; i++) {
      int address = 0x14000000 + i * 0x5300;
      text.append("    %s/24 via %s\n".formatted(Address.v4(address & -256), gateway));
    }
    return text.toString();
  }
}
