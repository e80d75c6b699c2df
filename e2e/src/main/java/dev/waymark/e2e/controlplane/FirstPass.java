package dev.waymark.e2e.controlplane;

import dev.waymark.e2e.lab.Background;
import dev.waymark.e2e.lab.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * Runs an operator until it has published a first RouteTable to one node, and ends it as a kubelet
 * would: what the class cache of {@code .make/install-operator} learns from.
 */
public final class FirstPass {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TABLE =
      """
      apiVersion: waymark.dev/v1alpha1
      kind: RouteTable
      metadata: {name: first}
      spec:
        tableId: 254
        nodeSelector: {}
        routes:
        - {to: 198.51.100.0/24, via: [{gateway: 10.0.1.2}]}
      """;

  private FirstPass() {}

  /** The arguments are the operator's command line; {@code --kubeconfig} is added. */
  public static void main(String[] operator) {
    try (var plane = ControlPlane.start()) {
      plane.applyDefinitions();
      plane.objects().namespace("waymark-system");
      plane.objects().node("n1", Map.of());
      plane.admin().apply(TABLE).orFail();
      List<String> line = new ArrayList<>(List.of(operator));
      line.add("--kubeconfig=" + plane.admin().kubeconfig());
      try (Background running = Command.of(line).start(plane.directory().resolve("operator.log"))) {
        try {
          Awaitility.await("the operator publishes")
              .atMost(PATIENCE)
              .failFast("the operator ended", () -> !running.alive())
              .until(() -> !plane.admin().get("noderoutings").at("/items").isEmpty());
          running.signal("TERM");
          running.await(PATIENCE);
        } finally {
          System.out.println(running.text());
        }
      }
    }
  }
}
