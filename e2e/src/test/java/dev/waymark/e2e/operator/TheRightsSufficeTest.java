package dev.waymark.e2e.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.json.Json;
import dev.waymark.controller.replica.Replica;
import dev.waymark.controller.replica.ReplicaSettings;
import dev.waymark.e2e.controlplane.ClusterObjects;
import dev.waymark.e2e.controlplane.ControlPlane;
import dev.waymark.e2e.controlplane.Kubectl;
import dev.waymark.e2e.controlplane.NeedsControlPlane;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * With all manifests applied, the operator and a node's daemon do their whole work with the tokens
 * that they have as Pods, and are refused nothing.
 */
@NeedsControlPlane
class TheRightsSufficeTest {
  private static final String SYSTEM = "waymark-system";
  private static final String TABLE =
      """
      apiVersion: waymark.dev/v1alpha1
      kind: RouteTable
      metadata: {name: edge}
      spec:
        tableId: 254
        nodeSelector: {}
        routes: [{to: 192.0.2.0/24, via: [{gateway: 10.0.1.2}]}]
        routesFrom:
        - name: feed
          configMap: {namespace: default, name: feed, key: routes}
          allow: [{prefix: 10.0.0.0/8, le: 32}]
          maxRoutes: 10
          onExceed: Refuse
      """;

  @Test
  void fromApplyToReadyToGone() throws Exception {
    AtomicBoolean ended = new AtomicBoolean();
    try (ControlPlane plane = ControlPlane.start()) {
      plane.install();
      Kubectl admin = plane.admin();
      ClusterObjects objects = plane.objects();
      objects.node("r1", Map.of());
      objects.pod(SYSTEM, "waymark-node-r1", "waymark-node", "r1");
      admin
          .run("create", "configmap", "feed", "--from-literal=routes=10.1.0.0/16 via 10.0.1.2")
          .orFail();
      try (KubernetesClient daemon = client(objects.asPod(SYSTEM, "waymark-node-r1"));
          PretendNode node = new PretendNode("r1", daemon);
          Replica operator = operator(objects.as(SYSTEM, "waymark-operator"), ended)) {
        admin.apply(TABLE).orFail();
        admin.run("wait", "--for=condition=Ready", "rtbl/edge", "--timeout=25s").orFail();
        assertThat(node.owners()).containsExactly("RouteTable edge");

        admin.run("delete", "rtbl", "edge", "--timeout=25s").orFail();
        assertThat(node.owners()).isEmpty();

        assertThat(metrics(operator))
            .contains("waymark_operator_api_writes_total")
            .doesNotContain("result=\"refused\"");
        assertThat(admin.run("get", "events", "-n", "default").out()).contains("routetable/edge");
        assertThat(ended).isFalse();
      }
    }
  }

  private static Replica operator(Kubectl as, AtomicBoolean ended) throws IOException {
    return Replica.start(
        new ReplicaSettings(
            as.kubeconfig(),
            SYSTEM,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            List.of(),
            Duration.ofSeconds(4),
            Duration.ofMinutes(5),
            ReplicaSettings.freshInstance()),
        () -> ended.set(true));
  }

  private static KubernetesClient client(Kubectl as) {
    return new KubernetesClientBuilder()
        .withConfig(Config.fromKubeconfig(as.kubeconfig().toFile()))
        .withKubernetesSerialization(new KubernetesSerialization(Json.mapper().copy(), true))
        .build();
  }

  private static String metrics(Replica operator) throws IOException, InterruptedException {
    InetSocketAddress at = operator.address();
    URI uri = URI.create("http://%s:%d/metrics".formatted(at.getHostString(), at.getPort()));
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }
  }
}
