package dev.waymark.e2e.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.api.json.Json;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.node.v1alpha1.NodePhase;
import dev.waymark.controller.replica.Replica;
import dev.waymark.controller.replica.ReplicaSettings;
import dev.waymark.e2e.controlplane.ControlPlane;
import dev.waymark.e2e.controlplane.NeedsControlPlane;
import dev.waymark.e2e.lab.Command;
import dev.waymark.e2e.lab.Output;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Git says what is to come; the operator, asked by nobody, publishes that very root. */
@NeedsControlPlane
class APlanNamesThePublishedRootTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String EDGE =
      """
      apiVersion: waymark.dev/v1alpha1
      kind: RouteTable
      metadata: {name: edge}
      spec:
        tableId: 254
        nodeSelector: {matchLabels: {site: north}}
        routes:
        - {to: 198.51.100.0/24, via: [{gateway: 10.0.1.2, weight: 3}, {gateway: 10.0.2.2}]}
        - {to: "2001:db8::/32", via: [{gateway: "fe80::1", interface: lan0}], metric: 10}
      """;

  private static final String MIRROR =
      """
      apiVersion: waymark.dev/v1alpha1
      kind: RouteTable
      metadata: {name: mirror}
      spec:
        tableId: 100
        nodeSelector: {}
        routesFrom:
        - {name: feed, configMap: {namespace: default, name: feed, key: routes},
           allow: [{prefix: 192.0.2.0/24, le: 32}], maxRoutes: 10, onExceed: KeepLast}
      """;

  private static final String FEED =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {namespace: default, name: feed}
      data: {routes: "192.0.2.0/25 via 10.0.3.2\\n"}
      """;

  private static final String THEIRS =
      EDGE.replace("name: edge", "name: theirs").replace("198.51.100", "203.0.113");

  @Test
  void beforeTheChangeIsApplied(@TempDir Path folder) throws Exception {
    try (var plane = ControlPlane.start();
        var nodes = new PublishedNodes(plane.admin().kubeconfig())) {
      plane.applyDefinitions();
      plane.objects().namespace("waymark-system");
      plane.objects().node("n1", Map.of("site", "north"));
      plane.objects().node("n2", Map.of("site", "south"));
      plane.admin().apply(FEED + "---\n" + EDGE + "---\n" + THEIRS).orFail();
      Path routes = Files.createDirectory(folder.resolve("routes"));
      git(routes, "init", "-q", "-b", "main");
      Files.writeString(routes.resolve("edge.yaml"), EDGE);
      commit(routes, "What is applied");
      Files.writeString(routes.resolve("mirror.yaml"), MIRROR);
      Files.writeString(routes.resolve("edge.yaml"), EDGE.replace("10.0.1.2", "10.0.7.2"));
      commit(routes, "What is to come");
      InstalledPlugin plugin =
          InstalledPlugin.in(Files.createDirectory(folder.resolve("bin")), plane.admin());

      try (Replica operator = operator(plane)) {
        Output said =
            plugin.waymark(
                "plan",
                "--repo",
                routes.toString(),
                "--from",
                "HEAD~1",
                "--protect",
                "172.16.0.0/12",
                "-o",
                "json");
        assertThat(said.exit()).as(said.text()).isEqualTo(1);
        JsonNode plan = Json.mapper().readTree(said.out());
        Map<String, String> before = roots(plan, "rootBefore");
        Map<String, String> after = roots(plan, "rootAfter");
        assertThat(before).containsOnlyKeys("n1", "n2");

        await()
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(published(nodes)).isEqualTo(before));
        plane.admin().apply(EDGE.replace("10.0.1.2", "10.0.7.2") + "---\n" + MIRROR).orFail();
        confirm(nodes);
        await()
            .atMost(PATIENCE)
            .untilAsserted(() -> {
              confirm(nodes);
              assertThat(published(nodes)).isEqualTo(after);
            });
        assertThat(operator.ill()).isEmpty();
      }
    }
  }

  private static void commit(Path repository, String message) {
    git(repository, "add", "-A");
    git(repository, "commit", "-q", "-m", message);
  }

  private static void git(Path repository, String... words) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "git", "-C", repository.toString(), "-c", "user.name=t", "-c", "user.email=t@t"));
    line.addAll(List.of(words));
    Command.of(line).run().orFail();
  }

  /** Each node proves at once whatever it is asked for. */
  private static void confirm(PublishedNodes nodes) {
    for (String node : List.of("n1", "n2")) {
      nodes.root(node).ifPresent(root -> nodes.says(node, NodePhase.Stable, root, root));
    }
  }

  private static Map<String, String> published(PublishedNodes nodes) {
    Map<String, String> published = new HashMap<>();
    for (String node : List.of("n1", "n2")) {
      nodes.root(node).ifPresent(root -> published.put(node, root));
    }
    return published;
  }

  private static Map<String, String> roots(JsonNode plan, String which) {
    Map<String, String> roots = new HashMap<>();
    plan.at("/classes")
        .forEach(one ->
            one.at("/nodes").forEach(node -> roots.put(node.asText(), one.get(which).asText())));
    return roots;
  }

  private static Replica operator(ControlPlane plane) throws IOException {
    return Replica.start(
        new ReplicaSettings(
            plane.admin().kubeconfig(),
            "waymark-system",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            List.of(Prefix.parse("172.16.0.0/12")),
            Duration.ofSeconds(15),
            Duration.ofHours(1),
            ReplicaSettings.freshInstance()),
        () -> {});
  }
}
