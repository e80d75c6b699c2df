package dev.waymark.e2e.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.e2e.kind.SharedNode.Installed;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * The manifests as they are bring operator and daemon up. Each capability of the list is needed:
 * without any one of them another test of this package fails (e2e/kind/README.md says which).
 */
@SharedNode
final class ReadyWithoutPrivilegeTest {
  private final Installed installed;

  ReadyWithoutPrivilegeTest(Installed installed) {
    this.installed = installed;
  }

  @Test
  void theDaemonHasFourCapabilitiesAndNoPrivilege() {
    JsonNode security = container("waymark-node").at("/securityContext");

    assertThat(security.at("/privileged").asBoolean()).isFalse();
    assertThat(security.at("/allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(words(security.at("/capabilities/drop"))).containsExactly("ALL");
    assertThat(words(security.at("/capabilities/add")))
        .containsExactlyInAnyOrder("BPF", "NET_ADMIN", "PERFMON", "NET_RAW");
  }

  @Test
  void theOperatorHasNoCapabilityAndIsNotRoot() {
    JsonNode security = container("waymark-operator").at("/securityContext");

    assertThat(words(security.at("/capabilities/drop"))).containsExactly("ALL");
    assertThat(security.at("/capabilities/add").isMissingNode()).isTrue();
    assertThat(
            installed
                .waymark()
                .system("exec", "deployment/waymark-operator", "--", "id", "-u")
                .out())
        .isEqualTo("65532\n");
  }

  @Test
  void theNodeSaysThatItIsStable() {
    JsonNode routing = installed.cluster().kubectl().get("noderouting", installed.node().name());

    assertThat(routing.at("/status/phase").asText()).isEqualTo("Stable");
    assertThat(routing.at("/status/activeRoot")).isEqualTo(routing.at("/spec/root"));
  }

  private JsonNode container(String program) {
    return installed
        .cluster()
        .kubectl()
        .get("pods", "-n", "waymark-system", "-l", "app.kubernetes.io/name=" + program)
        .at("/items/0/spec/containers/0");
  }

  private static List<String> words(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
