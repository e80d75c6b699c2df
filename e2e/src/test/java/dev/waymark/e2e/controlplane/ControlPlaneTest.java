package dev.waymark.e2e.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.e2e.lab.Command;
import dev.waymark.e2e.lab.Host;
import dev.waymark.e2e.lab.Residue;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The control plane itself: or what is shown on it would prove nothing. */
@NeedsControlPlane
class ControlPlaneTest {

  @Test
  void itOutlivesItsDeathsAndGoesBackInTime() {
    Path directory;
    try (var plane = ControlPlane.start(TokenUser.of("ann", "network"))) {
      directory = plane.directory();
      plane.applyDefinitions();
      table(plane, "early");
      Snapshot snapshot = plane.snapshot();
      long then = revision(plane);
      table(plane, "late");

      plane.kill();
      assertThat(plane.admin().run("get", "nodes").succeeded()).isFalse();
      plane.startAll();
      assertThat(tables(plane)).containsExactly("early", "late");

      plane.stopApiServer();
      plane.startApiServer();
      assertThat(tables(plane)).containsExactly("early", "late");

      long before = revision(plane);
      plane.restore(snapshot);
      assertThat(tables(plane)).containsExactly("early");
      assertThat(revision(plane)).isBetween(then - 5, before - 1);
    }
    assertThat(Residue.of(directory.getFileName().toString()).leftovers()).isEmpty();
  }

  @Test
  void itKnowsPeopleAccountsAndOnWhichNodeAPodIs() {
    try (var plane = ControlPlane.start(TokenUser.of("ann", "network"))) {
      ClusterObjects objects = plane.objects();
      String uid = objects.node("n1", Map.of("site", "north"));
      objects.serviceAccount("default", "probe");
      objects.pod("default", "probe-1", "probe", "n1");

      assertThat(whoIs(plane.as(TokenUser.of("ann"))))
          .contains("ann", "network", "system:authenticated");
      assertThat(whoIs(objects.as("default", "probe")))
          .contains("system:serviceaccount:default:probe")
          .doesNotContain("node-name");
      assertThat(whoIs(objects.asPod("default", "probe-1")))
          .contains("authentication.kubernetes.io/node-name", "n1", uid);
      assertThat(whoIs(plane.impersonating("eve", List.of("g"), Map.of("k", List.of("v")))))
          .contains("eve", "g", "k", "v");
      assertThat(plane.as(TokenUser.of("ann")).run("get", "nodes").err())
          .contains("User \"ann\" cannot list resource \"nodes\"");

      objects.readiness("n1", false, Instant.parse("2026-01-01T00:00:00Z"));
      assertThat(plane.admin().run("get", "node", "n1").out()).contains("NotReady");
    }
  }

  @Test
  @NeedsBpf
  void insideAHostOnlyThatNetworkReachesIt() {
    String lab = "wm-inside-%d-0".formatted(ProcessHandle.current().pid());
    try (Host host = Host.create(lab, "master", Path.of(System.getProperty("java.io.tmpdir")))) {
      host.ip("link set lo up", "address add 192.0.2.10/32 dev lo");
      try (var plane = ControlPlane.on(host, "192.0.2.10")) {
        assertThat(plane.url()).startsWith("https://192.0.2.10:");
        assertThat(plane.admin().run("get", "endpointslices", "kubernetes").out())
            .contains("192.0.2.10");
        assertThat(Command.of("curl", "-sk", "-m", "1", plane.url()).run().exit()).isNotZero();
      }
    }
  }

  private static String whoIs(Kubectl kubectl) {
    return kubectl.run("auth", "whoami", "-o", "json").orFail().out();
  }

  private static void table(ControlPlane plane, String name) {
    plane
        .admin()
        .apply(
            """
            apiVersion: waymark.dev/v1alpha1
            kind: RouteTable
            metadata: {name: %s}
            spec: {tableId: 254, nodeSelector: {}}
            """
                .formatted(name))
        .orFail();
  }

  private static List<String> tables(ControlPlane plane) {
    return plane
        .admin()
        .get("rtbl")
        .at("/items")
        .valueStream()
        .map(item -> item.at("/metadata/name").asText())
        .toList();
  }

  private static long revision(ControlPlane plane) {
    return plane.admin().raw("/api/v1/nodes").at("/metadata/resourceVersion").asLong();
  }
}
