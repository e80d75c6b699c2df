package dev.waymark.e2e.cluster;

import static dev.waymark.e2e.cluster.ClusterNetwork.PROVIDER_A;
import static dev.waymark.e2e.cluster.ClusterNetwork.PROVIDER_B;
import static dev.waymark.e2e.cluster.ClusterNetwork.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.controlplane.NeedsControlPlane;
import dev.waymark.e2e.lab.Dual;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Fifty edits are applied in one order and in another: the same declared ends in the same root. */
@NeedsBpf
@NeedsControlPlane
class FiftyEditsInAnyOrderTest {
  private static final int RESOURCES = 10;
  private static final int EDITS = 50;

  @Test
  void theSameResourcesEndInTheSameRoot() {
    try (Cluster cluster = Cluster.of("edits", 1)) {
      List<String> last = new ArrayList<>();
      for (int i = 0; i < RESOURCES; i++) {
        last.add(edit(i, PROVIDER_A, i));
      }
      long seed = System.nanoTime();
      String first = rootAfter(cluster, last, new Random(seed));
      String second = rootAfter(cluster, last, new Random(seed + 1));

      assertThat(second).as("seed %d", seed).isEqualTo(first);
      assertThat(cluster.reaches(cluster.node(1), Family.V4, SERVER, PROVIDER_A)).isTrue();
    }
  }

  /** Applies random edits, then the last word on each resource in random order. */
  private static String rootAfter(Cluster cluster, List<String> last, Random random) {
    for (int i = 0; i < EDITS - RESOURCES; i++) {
      Dual gateway = random.nextBoolean() ? PROVIDER_A : PROVIDER_B;
      cluster.apply(edit(random.nextInt(RESOURCES), gateway, random.nextInt(200)));
    }
    List<String> shuffled = new ArrayList<>(last);
    Collections.shuffle(shuffled, random);
    shuffled.forEach(cluster::apply);
    cluster.awaitReady(
        IntStream.range(0, RESOURCES).mapToObj(i -> "routetable/t" + i).toArray(String[]::new));
    return cluster.routing(cluster.node(1), "{.status.stableRoot}");
  }

  private static String edit(int resource, Dual gateway, int third) {
    return """
    apiVersion: waymark.dev/v1alpha1
    kind: RouteTable
    metadata: {name: t%d}
    spec:
      tableId: 254
      precedence: %d
      nodeSelector: {}
      routes:
      - {to: 198.51.100.0/24, metric: %d, via: [{gateway: %s}]}
      - {to: 192.0.%d.0/24, via: [{gateway: %s}]}
    """
        .formatted(resource, 100 + resource, resource % 3, gateway.v4(), third, gateway.v4());
  }
}
