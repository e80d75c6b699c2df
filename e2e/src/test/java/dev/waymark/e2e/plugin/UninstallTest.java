package dev.waymark.e2e.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.api.node.v1alpha1.NodePhase;
import dev.waymark.api.v1alpha1.RouteTable;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.e2e.controlplane.ControlPlane;
import dev.waymark.e2e.controlplane.NeedsControlPlane;
import dev.waymark.e2e.lab.Output;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes first, resources then; and whoever does not let go is named. */
@NeedsControlPlane
class UninstallTest {

  private static final String SYSTEM = "waymark-system";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String EDGE =
      """
      apiVersion: waymark.dev/v1alpha1
      kind: RouteTable
      metadata: {name: edge}
      spec:
        tableId: 254
        nodeSelector: {}
        routes: [{to: 198.51.100.0/24, type: Blackhole}]
      """;

  @Test
  void everyNodeLetsGoBeforeTheResourcesAreDeleted(@TempDir Path bin) {
    try (var plane = ControlPlane.start();
        var nodes = new PublishedNodes(plane.admin().kubeconfig())) {
      plane.applyDefinitions();
      plane.objects().namespace(SYSTEM);
      for (String node : List.of("n1", "n2")) {
        plane.objects().node(node, Map.of());
        nodes.publish(node, DesiredState.EMPTY);
      }
      plane.admin().apply(EDGE).orFail();
      InstalledPlugin plugin = InstalledPlugin.in(bin, plane.admin());

      Output asked = plugin.waymark("uninstall");
      assertThat(asked.exit()).as(asked.text()).isEqualTo(2);
      assertThat(asked.err()).contains("nobody is there to ask; say --yes");
      assertThat(marker(nodes)).isNull();

      nodes.says("n1", NodePhase.Clean, null, null);
      Output waited = plugin.waymark("uninstall", "--yes", "--timeout", "2");
      assertThat(waited.exit()).isEqualTo(1);
      assertThat(waited.out()).contains("waiting for n2");
      assertThat(waited.err())
          .contains(
              "after 2 s these nodes have not let go:\n  n2: its daemon has not said anything")
          .contains("--ignore NODE");
      assertThat(marker(nodes)).isNotNull();
      assertThat(tables(nodes)).hasSize(1);

      var again =
          CompletableFuture.supplyAsync(
              () -> plugin.waymark("uninstall", "--yes", "--timeout", "60"),
              Thread::startVirtualThread);
      nodes.says("n2", NodePhase.Clean, null, null);
      Output done = again.join();
      assertThat(done.exit()).as(done.text()).isZero();
      assertThat(done.out())
          .contains("every node has let go\ndeleted RouteTable edge\n")
          .endsWith("  kubectl delete -k manifests/base\n");
      await().atMost(PATIENCE).until(() -> tables(nodes).isEmpty());
    }
  }

  private static @Nullable ConfigMap marker(PublishedNodes nodes) {
    return nodes.client().configMaps().inNamespace(SYSTEM).withName("waymark-uninstall").get();
  }

  private static List<RouteTable> tables(PublishedNodes nodes) {
    return nodes.client().resources(RouteTable.class).list().getItems();
  }
}
