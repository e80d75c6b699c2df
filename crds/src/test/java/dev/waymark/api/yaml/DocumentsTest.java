package dev.waymark.api.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.v1alpha1.RouteTable;
import dev.waymark.api.v1alpha1.RoutingPolicy;
import dev.waymark.api.v1alpha1.TrafficSteer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DocumentsTest {
  private static final String TABLE =
      """
      apiVersion: waymark.dev/v1alpha1
      kind: RouteTable
      metadata: {name: %s}
      spec: {tableId: 10, nodeSelector: {}}
      """;

  @Test
  void manyDocumentsOfAFileAreReadAndEmptyOnesPassedOver() {
    YamlReading reading =
        read("---\n" + TABLE.formatted("a") + "---\n---\n" + TABLE.formatted("b") + "---\n# end\n");
    assertThat(reading.errors()).isEmpty();
    assertThat(reading.resources(RouteTable.class))
        .extracting(table -> table.getMetadata().getName())
        .containsExactly("a", "b");
  }

  /** Shows API-DOC-02. */
  @Test
  void documentsOfOtherGroupsArePassedOverAndCounted() {
    YamlReading reading =
        read(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec: &spec {template: {x: [1, 2]}}
            other: *spec
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: s}
            """);
    assertThat(reading.errors()).isEmpty();
    assertThat(reading.documents()).isEmpty();
    assertThat(reading.skipped())
        .containsExactly(
            new SkippedDocument(new Place("f.yaml", 1, 1), "apps/v1", "Deployment", "web"),
            new SkippedDocument(new Place("f.yaml", 7, 1), "v1", "Service", "s"));
  }

  /** Shows API-DOC-02. */
  @Test
  void aConfigMapIsReadForTheSourcesThatNameIt() {
    YamlReading reading =
        read(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: feed, namespace: net}
            data:
              routes: |
                10.0.0.0/8 via 192.0.2.1
            """);
    assertThat(reading.errors()).isEmpty();
    YamlDocument.Config config = (YamlDocument.Config) reading.documents().getFirst();
    assertThat(config.configMap().getData()).containsEntry("routes", "10.0.0.0/8 via 192.0.2.1\n");
    assertThat(config.positions().of("data.routes")).isEqualTo(new Place("f.yaml", 5, 11));
  }

  /** Shows API-DOC-03. */
  @Test
  void documentsOfOursThatNobodyKnowsAreErrors() {
    assertThat(
            read("""
            apiVersion: waymark.dev/v1alpha1
            kind: RouteTabel
            ---
            apiVersion: waymark.dev/v2
            kind: RouteTable
            ---
            apiVersion: node.waymark.dev/v1alpha1
            kind: NodeRouting
            ---
            apiVersion: v1
            kind: List
            items: []
            ---
            kind: RouteTable
            ---
            - 1
            """)
                .errors())
        .extracting(YamlError::toString)
        .containsExactly(
            "f.yaml:2:7: kind: \"RouteTabel\" is no kind of waymark.dev; did you mean RouteTable?",
            "f.yaml:4:13: apiVersion: \"waymark.dev/v2\" is a version that is not known here; write waymark.dev/v1alpha1",
            "f.yaml:7:1: kind: NodeRouting is written by Waymark itself; remove this document",
            "f.yaml:11:7: kind: a List is not read; write its items as documents, separated by ---",
            "f.yaml:14:1: apiVersion: is missing; write for instance apiVersion: waymark.dev/v1alpha1 and kind: RouteTable",
            "f.yaml:16:1: is a list where a resource is wanted; begin it with apiVersion and kind");
  }

  @Test
  void metadataIsJudgedToo() {
    assertThat(
            read("""
            apiVersion: waymark.dev/v1alpha1
            kind: RouteTable
            metadata: {name: Edge, namespace: x, lables: {}, labels: {a: "b c"}, generation: 3}
            specs: {}
            """)
                .errors())
        .extracting(YamlError::toString)
        .containsExactly(
            "f.yaml:1:1: spec: is missing; write a mapping with tableId, nodeSelector",
            "f.yaml:3:18: metadata.name: \"Edge\" does not fit; write an object's name: lower-case letters, digits, '-' and '.', with a letter or digit at both ends",
            "f.yaml:3:35: metadata.namespace: does not fit; the resource belongs to the whole cluster, remove the field",
            "f.yaml:3:38: metadata.lables: unknown field; did you mean \"labels\"?",
            "f.yaml:3:62: metadata.labels.a: \"b c\" does not fit; write a label value: letters, digits, '-', '_' and '.'",
            "f.yaml:4:1: specs: unknown field; did you mean \"spec\"?");
  }

  @Test
  void aNamespacedResourceWithoutNamespaceLivesInDefault() {
    YamlReading reading =
        read(
            """
            apiVersion: waymark.dev/v1alpha1
            kind: TrafficSteer
            metadata: {name: web}
            spec:
              frontend: {service: {name: web, port: 80}}
              backends: [{name: a, address: {ip: 192.0.2.1, port: 80}}]
            """);
    assertThat(reading.resources(TrafficSteer.class).getFirst().getMetadata().getNamespace())
        .isEqualTo("default");
    assertThat(reading.resources(RoutingPolicy.class)).isEmpty();
  }

  /** Shows API-DOC-04. */
  @Test
  void aResourceThatIsDeclaredTwiceIsToldWithTheFirstPlace() {
    YamlReading reading =
        new StrictYaml()
            .add("a.yaml", TABLE.formatted("edge").getBytes(StandardCharsets.UTF_8))
            .add("b.yaml", TABLE.formatted("edge").getBytes(StandardCharsets.UTF_8))
            .reading();
    assertThat(reading.errors())
        .extracting(YamlError::toString)
        .containsExactly(
            "b.yaml:3:18: metadata.name: RouteTable edge is declared twice; it stands already at a.yaml:3:11");
  }

  private static YamlReading read(String text) {
    return StrictYaml.read("f.yaml", text.getBytes(StandardCharsets.UTF_8));
  }
}
