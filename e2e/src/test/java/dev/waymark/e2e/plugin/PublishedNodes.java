package dev.waymark.e2e.plugin;

import dev.waymark.api.json.TimeSpan;
import dev.waymark.api.node.v1alpha1.NodePhase;
import dev.waymark.api.node.v1alpha1.NodeRouting;
import dev.waymark.api.node.v1alpha1.NodeRoutingSpec;
import dev.waymark.api.node.v1alpha1.NodeRoutingStatus;
import dev.waymark.api.node.v1alpha1.RejectedRoot;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.slice.Slice;
import dev.waymark.compiler.slice.SliceResource;
import dev.waymark.compiler.slice.SliceTree;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** NodeRoutings and RouteSlices, written as operator and daemons would write them. */
final class PublishedNodes implements AutoCloseable {

  private static final TimeSpan CONFIRM_WITHIN = new TimeSpan(Duration.ofSeconds(10));

  private static final PatchContext AS_DAEMON =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("waymark-node")
          .withForce(true)
          .build();

  private final KubernetesClient client;

  PublishedNodes(Path kubeconfig) {
    client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
            .build();
  }

  KubernetesClient client() {
    return client;
  }

  /** As the operator: this is what the node shall hold. Returns its root. */
  String publish(String node, DesiredState state) {
    SliceTree tree = SliceTree.of(state);
    for (Slice slice : tree.slices()) {
      client.resource(SliceResource.of(slice)).createOr(NonDeletingOperation::update);
    }
    String root = tree.root().toString();
    NodeRouting routing = named(node);
    routing.setSpec(new NodeRoutingSpec(root, 1, 1, null, CONFIRM_WITHIN));
    client.resource(routing).createOr(NonDeletingOperation::update);
    return root;
  }

  /** As the node's daemon: it has seen what it shall hold, and is there. */
  void says(
      String node,
      NodePhase phase,
      @Nullable String active,
      @Nullable String stable,
      RejectedRoot... rejected) {
    NodeRouting routing = named(node);
    routing.setStatus(
        new NodeRoutingStatus(
            root(node).orElseThrow(),
            active,
            stable,
            List.of(rejected),
            null,
            4L,
            phase,
            null,
            List.of(1),
            null,
            List.of(),
            List.of(),
            List.of()));
    client.resource(routing).subresource("status").patch(AS_DAEMON);
  }

  private static NodeRouting named(String node) {
    NodeRouting routing = new NodeRouting();
    routing.setMetadata(new ObjectMetaBuilder().withName(node).build());
    return routing;
  }

  /** What the node shall hold now; empty if nobody published anything. */
  Optional<String> root(String node) {
    return Optional.ofNullable(client.resources(NodeRouting.class).withName(node).get())
        .map(routing -> routing.getSpec().root());
  }

  @Override
  public void close() {
    client.close();
  }
}
