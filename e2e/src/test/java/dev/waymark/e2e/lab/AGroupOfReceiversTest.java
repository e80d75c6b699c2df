package dev.waymark.e2e.lab;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.example.Example;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.traffic.GroupTraffic;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Real sockets on several interfaces and on the router itself receive what the client sends to a
 * group, as the table says.
 */
@NeedsBpf
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AGroupOfReceiversTest {
  private static final int ALL = GroupTraffic.SENT;

  @AutoClose
  private final RoutedLab net = RoutedLab.serving("groups", Settings.KERNEL, "multicast");

  private Map<String, Integer> received(Family family, int ttl) {
    String group = family == Family.V4 ? "239.1.1.1" : "ff0e::1:1";
    return GroupTraffic.received(net.lab(), family, Lab.CLIENT.in(family), group, ttl);
  }

  @ParameterizedTest
  @EnumSource
  void aTtlOfOneReachesTheRoutersOwnReceiversOnly(Family family) {
    assertThat(received(family, 1))
        .isEqualTo(Map.of("router", ALL, "provider-a", 0, "provider-b", 0));
  }

  @ParameterizedTest
  @EnumSource
  void aTtlOfTwoReachesThemAll(Family family) {
    assertThat(received(family, 2))
        .isEqualTo(Map.of("router", ALL, "provider-a", ALL, "provider-b", ALL));
  }

  @ParameterizedTest
  @EnumSource
  void anOutputThatIsTakenOutGetsNoMoreCopies(Family family) {
    String before = Example.named("multicast").manifests().get("groups.yaml");
    String after = requireNonNull(before).replace("{interface: wan-a}, ", "");
    net.repository().write("groups.yaml", after);
    net.daemon().awaitServing(net.repository().commit("Provider A has no receivers"));
    try {
      assertThat(received(family, 8))
          .isEqualTo(Map.of("router", ALL, "provider-a", 0, "provider-b", ALL));
    } finally {
      net.repository().write("groups.yaml", before);
      net.daemon().awaitServing(net.repository().commit("Provider A has receivers again"));
    }
  }
}
