package dev.waymark.e2e.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.controller.replica.Replica;
import dev.waymark.e2e.controlplane.NeedsControlPlane;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Resources that vanish many at once, without having been deleted, stay where they are. */
@NeedsControlPlane
class AMassRemovalIsHeldBackTest {

  @Test
  void whatNobodyDeletedStaysUntilSomebodyAcceptsIt() {
    try (var cluster = PretendCluster.start()) {
      PretendNode node = cluster.node("n1", Map.of());
      try (Replica before = cluster.operator()) {
        assertThat(before.unready()).isEmpty();
        for (String name : List.of("a", "b", "c", "d")) {
          cluster.table(name, "198.51.100." + (name.charAt(0) - 'a') + "/32");
        }
        PretendCluster.eventually("all four are held", () -> node.owners().equals(tables("abcd")));
        PretendCluster.eventually(
            "all four have their finalizer",
            () ->
                cluster
                            .plane()
                            .admin()
                            .get("rtbl")
                            .at("/items")
                            .findValuesAsText("finalizers")
                            .size()
                        == 4
                    || cluster
                            .plane()
                            .admin()
                            .run("get", "rtbl", "-o", "yaml")
                            .out()
                            .split("waymark.dev/effects", -1)
                            .length
                        == 5);
      }
      for (String name : List.of("a", "b", "c")) {
        cluster
            .plane()
            .admin()
            .run(
                "patch", "rtbl", name, "--type=merge", "-p", "{\"metadata\":{\"finalizers\":null}}")
            .orFail();
        cluster.plane().admin().run("delete", "rtbl", name).orFail();
      }

      cluster.operator();
      PretendCluster.eventually(
          "it is said",
          () ->
              cluster
                  .routing("n1")
                  .getMetadata()
                  .getAnnotations()
                  .getOrDefault("waymark.dev/removal-held", "")
                  .contains("RouteTable a, RouteTable b, RouteTable c vanished"));
      cluster.table("d", "203.0.113.9/32");
      PretendCluster.eventually(
          "others' changes go on",
          () -> node.held().toString().contains("203.0.113.9/32") || node.asked().size() > 5);
      Awaitility.await("nothing is removed")
          .during(Duration.ofSeconds(3))
          .atMost(Duration.ofSeconds(20))
          .until(() -> node.owners().equals(tables("abcd")));

      cluster.apply(
          "{apiVersion: v1, kind: ConfigMap, metadata: {name: waymark-accept-removal, namespace: %s}}"
              .formatted(PretendCluster.NAMESPACE));
      PretendCluster.eventually("it is accepted", () -> node.owners().equals(tables("d")));
    }
  }

  @Test
  void oneThatVanishesIsHonoured() {
    try (var cluster = PretendCluster.start()) {
      PretendNode node = cluster.node("n1", Map.of());
      cluster.table("a", "198.51.100.1/32");
      cluster.table("b", "198.51.100.2/32");
      try (Replica before = cluster.operator()) {
        assertThat(before.unready()).isEmpty();
        PretendCluster.eventually("both are held", () -> node.owners().equals(tables("ab")));
      }
      cluster
          .plane()
          .admin()
          .run("patch", "rtbl", "a", "--type=merge", "-p", "{\"metadata\":{\"finalizers\":null}}")
          .orFail();
      cluster.plane().admin().run("delete", "rtbl", "a").orFail();

      cluster.operator();
      PretendCluster.eventually("the other stays", () -> node.owners().equals(tables("b")));
    }
  }

  private static Set<String> tables(String names) {
    return names
        .chars()
        .mapToObj(name -> "RouteTable " + (char) name)
        .collect(java.util.stream.Collectors.toSet());
  }
}
