package dev.waymark.compiler.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.waymark.api.net.Prefix;
import dev.waymark.compiler.Facts;
import dev.waymark.compiler.select.NodeFacts;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.ServiceCIDR;
import io.fabric8.kubernetes.api.model.networking.v1.ServiceCIDRBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterFactsTest {

  private static Node node(String name, String... podRanges) {
    return new NodeBuilder()
        .withNewMetadata()
        .withName(name)
        .addToLabels("site", "north")
        .endMetadata()
        .withNewSpec()
        .withPodCIDRs(podRanges)
        .endSpec()
        .build();
  }

  private static ServiceCIDR services(String... ranges) {
    return new ServiceCIDRBuilder()
        .withNewMetadata()
        .withName("kubernetes")
        .endMetadata()
        .withNewSpec()
        .withCidrs(ranges)
        .endSpec()
        .build();
  }

  private static EndpointSlice apiServers(String type, String address) {
    return new EndpointSliceBuilder()
        .withNewMetadata()
        .withName("kubernetes")
        .endMetadata()
        .withAddressType(type)
        .addNewEndpoint()
        .withAddresses(address)
        .endEndpoint()
        .build();
  }

  @Test
  void whereServicesPodsAndApiServersAreIsProtected() {
    Facts facts =
        ClusterFacts.of(
            List.of(node("n2", "10.244.1.0/24", "fd00:244:1::/64"), node("n1", "10.244.0.0/24")),
            List.of(services("10.96.0.0/12")),
            List.of(apiServers("IPv4", "192.0.2.10"), apiServers("FQDN", "api.example.net")),
            List.of(Prefix.parse("172.16.0.0/12")));
    assertThat(facts.protectedPrefixes())
        .extracting(Prefix::toString)
        .containsExactly(
            "10.96.0.0/12",
            "10.244.0.0/24",
            "10.244.1.0/24",
            "172.16.0.0/12",
            "192.0.2.10/32",
            "fd00:244:1::/64");
    assertThat(facts.nodes())
        .containsExactlyInAnyOrder(
            new NodeFacts("n1", Map.of("site", "north")),
            new NodeFacts("n2", Map.of("site", "north")));
  }

  @Test
  void whatLiesInsideAnotherAddsNothing() {
    assertThat(
            ClusterFacts.of(
                    List.of(node("n1", "10.244.0.0/24"), node("n2", "10.244.1.0/24")),
                    List.of(),
                    List.of(),
                    List.of(Prefix.parse("10.244.0.0/16")))
                .protectedPrefixes())
        .containsExactly(Prefix.parse("10.244.0.0/16"));
  }

  @Test
  void aRangeMayCarryHostBits() {
    assertThat(
            ClusterFacts.of(List.of(), List.of(services("10.96.0.1/12")), List.of(), List.of())
                .protectedPrefixes())
        .containsExactly(Prefix.parse("10.96.0.0/12"));
  }

  @Test
  void whatIsNoRangeIsNamedWithItsPlace() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ClusterFacts.of(List.of(node("n1", "all")), List.of(), List.of(), List.of()))
        .withMessage("a Node's podCIDRs: \"all\" is no address or prefix");
  }
}
