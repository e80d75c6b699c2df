package dev.waymark.e2e.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.e2e.lab.Output;
import org.junit.jupiter.api.Test;

/** Rules about changes, which an API server alone can judge, and as kubectl shows them. */
@SharedControlPlane
class TransitionsTest {
  private static final String ROOT = "a".repeat(52);

  private final Kubectl admin;

  TransitionsTest(ControlPlane plane) {
    this.admin = plane.admin();
  }

  /** Shows NR-EPOCH-01. */
  @Test
  void theEpochOfANodeRoutingNeverGoesBack() {
    admin.apply(node(7)).orFail();
    admin.apply(node(7)).orFail();
    admin.apply(node(8)).orFail();

    Output refused = admin.apply(node(7));

    assertThat(refused.err().strip())
        .isEqualTo(
            "The NodeRouting \"epochs\" is invalid: spec.epoch: Invalid value: \"object\": is lower"
                + " than before; an epoch never goes back");
    assertThat(admin.get("nrt", "epochs").at("/spec/epoch").asInt()).isEqualTo(8);
  }

  /** Shows RS-FIXED-01. */
  @Test
  void aSliceNeverChanges() {
    admin.apply(slice("AAAA")).orFail();
    admin.apply(slice("AAAA")).orFail();

    assertThat(admin.apply(slice("AAAB")).err())
        .contains("spec: Invalid value: \"object\": is immutable; write a slice of another name");
  }

  @Test
  void kubectlShowsWhatIsWrongAndWhatWouldBeRight() {
    Output refused =
        admin.feed(
            """
            apiVersion: waymark.dev/v1alpha1
            kind: RouteTable
            metadata: {name: wrong}
            spec:
              tableId: 100
              nodeSelector: {}
              routes:
              - {to: 10.1.0.5/16, type: Blackhole}
              - {to: 192.0.2.0/24}
            """,
            "apply",
            "-f",
            "-");

    assertThat(refused.err().strip())
        .isEqualTo(
            """
            The RouteTable "wrong" is invalid:\s
            * spec.routes[0].to: Invalid value: "string": has host bits set; write the first address\
             of the prefix, as in 10.0.0.0/8
            * spec.routes[1].via: Invalid value: "object": is missing; a Unicast or Multicast route\
             needs via with a gateway or an interface\
            """);
  }

  private static String node(int epoch) {
    return """
    apiVersion: node.waymark.dev/v1alpha1
    kind: NodeRouting
    metadata: {name: epochs}
    spec: {root: %s, format: 1, epoch: %d, confirmWithin: 10s}
    """
        .formatted(ROOT, epoch);
  }

  private static String slice(String data) {
    return """
    apiVersion: node.waymark.dev/v1alpha1
    kind: RouteSlice
    metadata: {name: %s}
    spec: {kind: Routes, format: 1, count: 1, data: %s}
    """
        .formatted(ROOT, data);
  }
}
