package dev.waymark.controller.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.json.SliceData;
import dev.waymark.api.node.v1alpha1.RouteSlice;
import dev.waymark.api.node.v1alpha1.RouteSliceSpec;
import dev.waymark.api.node.v1alpha1.SliceKind;
import dev.waymark.api.v1alpha1.ResourceStatus;
import dev.waymark.api.v1alpha1.RouteTable;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The store keeps what is read, and tells of what matters. */
class WatchedStoreTest {
  private final AtomicInteger told = new AtomicInteger();

  @Test
  void aHeartbeatACordonAndAStatusAreNoNews() {
    WatchedStore<Node> store = new WatchedStore<>(WatchedKind.NODE, told::incrementAndGet);
    store.put("n1", node("1", "True", "10:00", Map.of("site", "north"), false));
    assertThat(told).hasValue(1);

    store.put("n1", node("2", "True", "10:05", Map.of("site", "north"), false));
    store.put("n1", node("3", "True", "10:06", Map.of("site", "north"), true));
    assertThat(told).hasValue(1);

    store.put("n1", node("4", "True", "10:07", Map.of("site", "south"), true));
    assertThat(told).hasValue(2);
    store.put("n1", node("5", "Unknown", "10:08", Map.of("site", "south"), true));
    assertThat(told).hasValue(3);
    store.remove("n1");
    store.remove("n1");
    assertThat(told).hasValue(4);
  }

  @Test
  void ofANodeOnlyWhatIsReadIsKept() {
    WatchedStore<Node> store = new WatchedStore<>(WatchedKind.NODE, () -> {});
    store.put("n1", node("7", "False", "10:00", Map.of("site", "north"), true));

    Node kept = store.named("n1").orElseThrow();
    assertThat(kept.getSpec().getUnschedulable()).isNull();
    assertThat(kept.getStatus().getImages()).isEmpty();
    assertThat(kept.getMetadata().getManagedFields()).isEmpty();
    assertThat(kept.getMetadata().getResourceVersion()).isEqualTo("7");
    ObservedNode observed = ObservedNode.of(kept);
    assertThat(observed.ready()).isFalse();
    assertThat(observed.podRanges()).containsExactly("10.244.1.0/24");
    assertThat(observed.labels()).containsEntry("site", "north");
  }

  @Test
  void ofAResourceTheDeclarationCountsAndNotTheStatus() {
    WatchedStore<RouteTable> store =
        new WatchedStore<>(WatchedKind.declared(RouteTable.class), told::incrementAndGet);
    store.put("edge", table(1, "1"));
    RouteTable withStatus = table(1, "2");
    withStatus.setStatus(new ResourceStatus(1L, List.of(), null, List.of(), List.of()));
    store.put("edge", withStatus);
    assertThat(told).hasValue(1);
    assertThat(store.named("edge").orElseThrow().getStatus()).isNotNull();

    store.put("edge", table(2, "3"));
    assertThat(told).hasValue(2);
    assertThat(store.named("edge").orElseThrow().getMetadata().getAnnotations())
        .containsOnlyKeys("mine");
  }

  @Test
  void ofASliceTheContentIsDroppedAndOnlyItsLossIsNews() {
    WatchedStore<RouteSlice> store = new WatchedStore<>(WatchedKind.SLICE, told::incrementAndGet);
    RouteSlice slice = new RouteSlice();
    slice.setMetadata(new ObjectMetaBuilder().withName("s").build());
    slice.setSpec(
        new RouteSliceSpec(SliceKind.Index, 1, 1, SliceData.of(new byte[1000]), List.of("below")));
    store.put("s", slice);
    assertThat(told).hasValue(0);

    assertThat(store.named("s").orElseThrow().getSpec().data()).isNull();
    assertThat(store.named("s").orElseThrow().getSpec().refs()).containsExactly("below");
    store.remove("s");
    assertThat(told).hasValue(1);
  }

  private static RouteTable table(long generation, String version) {
    RouteTable table = new RouteTable();
    table.setMetadata(
        new ObjectMetaBuilder()
            .withName("edge")
            .withUid("u")
            .withGeneration(generation)
            .withResourceVersion(version)
            .withManagedFields(new ManagedFieldsEntry())
            .withAnnotations(
                Map.of("mine", "1", "kubectl.kubernetes.io/last-applied-configuration", "{}"))
            .build());
    return table;
  }

  private static Node node(
      String version, String ready, String heartbeat, Map<String, String> labels, boolean cordon) {
    return new NodeBuilder()
        .withNewMetadata()
        .withName("n1")
        .withUid("u")
        .withResourceVersion(version)
        .withLabels(labels)
        .withManagedFields(new ManagedFieldsEntry())
        .endMetadata()
        .withNewSpec()
        .withPodCIDRs("10.244.1.0/24")
        .withUnschedulable(cordon)
        .endSpec()
        .withNewStatus()
        .addNewImage()
        .withNames("large")
        .endImage()
        .addNewCondition()
        .withType("Ready")
        .withStatus(ready)
        .withLastTransitionTime("2026-01-01T00:00:00Z")
        .withLastHeartbeatTime("2026-01-01T" + heartbeat + ":00Z")
        .endCondition()
        .addNewCondition()
        .withType("DiskPressure")
        .withStatus("False")
        .endCondition()
        .endStatus()
        .build();
  }
}
