package dev.waymark.e2e.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.yaml.AdmissionCase;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** An API server judges as strict reading does, and says the same of what it refuses. */
@SharedControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdmissionTest {
  /** A broken rule is told with the type of what it is about. */
  private static final Pattern TYPE = Pattern.compile(": Invalid value: \"(object|string|)\": ");

  private final Admission admission;

  AdmissionTest(ControlPlane plane) {
    KubernetesClient client = plane.client();
    this.admission = new Admission(client);
  }

  @TestFactory
  Stream<DynamicContainer> everyRuleIsKeptByTheApiServer() {
    List<AdmissionCase> all = AdmissionCase.all();
    var ids = new TreeSet<String>();
    all.forEach(row -> ids.addAll(row.shows()));
    return ids.stream()
        .map(id ->
            DynamicContainer.dynamicContainer(
                id,
                all.stream()
                    .filter(row -> row.shows().contains(id))
                    .map(row -> DynamicTest.dynamicTest(row.title(), () -> judge(row)))));
  }

  private void judge(AdmissionCase row) {
    List<String> told = admission.of(row);
    if (row.server().isEmpty()) {
      assertThat(told)
          .extracting(sentence -> TYPE.matcher(sentence).replaceFirst(": "))
          .containsExactlyInAnyOrderElementsOf(row.errors());
    } else {
      assertThat(told).containsExactlyInAnyOrderElementsOf(row.server());
    }
  }

  /** Shows RT-ROUTES-01. */
  @Test
  void moreThan1024RoutesAreTooMany() {
    String route = "{\"to\": \"10.0.0.0/8\", \"type\": \"Blackhole\"}";
    String text =
        """
        {"apiVersion": "waymark.dev/v1alpha1", "kind": "RouteTable", "metadata": {"name": "a"},
        "spec": {"tableId": 1, "nodeSelector": {}, "routes": [%s]}}
        """;
    assertThat(
            admission.of(
                "RouteTable", text.formatted(String.join(",", Collections.nCopies(1024, route)))))
        .isEmpty();
    assertThat(
            admission.of(
                "RouteTable", text.formatted(String.join(",", Collections.nCopies(1025, route)))))
        .containsExactly("spec.routes: Too many: 1025: must have at most 1024 items");
  }
}
