package dev.waymark.controller.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.api.net.Prefix;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.ServiceCIDR;
import io.fabric8.kubernetes.api.model.networking.v1.ServiceCIDRBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the cluster needs for itself. */
class ProtectedRangesTest {

  @Test
  void servicesPodsAndApiServersAreProtected() {
    assertThat(
            ProtectedRanges.of(
                List.of(services("10.96.0.0/12", "fd00:96::/108")),
                List.of(node("n1", "10.244.1.0/24"), node("n2", "10.244.0.0/24")),
                List.of(endpoints("IPv4", "192.0.2.10"), endpoints("IPv6", "2001:db8::10")),
                prefixes("198.18.0.0/15")))
        .isEqualTo(
            prefixes(
                "10.96.0.0/12",
                "10.244.0.0/24",
                "10.244.1.0/24",
                "192.0.2.10/32",
                "198.18.0.0/15",
                "2001:db8::10/128",
                "fd00:96::/108"));
  }

  @Test
  void aNodeInsideTheInstallersRangeAddsNothing() {
    assertThat(
            ProtectedRanges.of(
                List.of(),
                List.of(node("n1", "10.244.1.0/24"), node("n2", "10.244.1.0/24", "10.245.0.0/24")),
                List.of(),
                prefixes("10.244.0.0/16")))
        .isEqualTo(prefixes("10.244.0.0/16", "10.245.0.0/24"));
  }

  @Test
  void aNameIsNoAddress() {
    assertThat(
            ProtectedRanges.of(
                List.of(), List.of(), List.of(endpoints("FQDN", "api.example")), List.of()))
        .isEmpty();
  }

  @Test
  void whatCannotBeReadIsNotPassedOver() {
    assertThatThrownBy(
            () ->
                ProtectedRanges.of(
                    List.of(), List.of(node("n1", "10.244.1.7/24")), List.of(), List.of()))
        .hasMessageContaining("10.244.1.7/24");
  }

  private static List<Prefix> prefixes(String... texts) {
    return Stream.of(texts).map(Prefix::parse).toList();
  }

  private static ServiceCIDR services(String... ranges) {
    return new ServiceCIDRBuilder().withNewSpec().withCidrs(ranges).endSpec().build();
  }

  private static ObservedNode node(String name, String... ranges) {
    return new ObservedNode(name, "uid", Map.of(), List.of(ranges), true, Instant.EPOCH);
  }

  private static EndpointSlice endpoints(String type, String address) {
    return new EndpointSliceBuilder()
        .withAddressType(type)
        .withEndpoints(new EndpointBuilder().withAddresses(address).build())
        .build();
  }
}
