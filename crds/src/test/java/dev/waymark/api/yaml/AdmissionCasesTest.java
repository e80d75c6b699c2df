package dev.waymark.api.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.waymark.api.json.Json;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdmissionCasesTest {
  static List<AdmissionCase> all() {
    return AdmissionCase.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyRowIsAcceptedOrToldExactlyThis(AdmissionCase row) {
    YamlReading reading = StrictYaml.read("case.yaml", row.document());
    assertThat(reading.errors())
        .extracting(error -> error.path() + ": " + error.problem())
        .containsExactlyInAnyOrderElementsOf(row.errors());
    assertThat(reading.documents()).hasSize(row.errors().isEmpty() ? 1 : 0);
  }

  /** Shows RT-ROUTES-01. */
  @Test
  void moreThan1024RoutesAreTooMany() {
    String route = "{\"to\": \"10.0.0.0/8\", \"type\": \"Blackhole\"}";
    String text =
        """
        {apiVersion: waymark.dev/v1alpha1, kind: RouteTable, metadata: {name: a},
        spec: {tableId: 1, nodeSelector: {}, routes: [%s]}}
        """;
    String fits = text.formatted(String.join(",", Collections.nCopies(1024, route)));
    String tooMany = text.formatted(String.join(",", Collections.nCopies(1025, route)));
    assertThat(StrictYaml.read("f.yaml", fits.getBytes(StandardCharsets.UTF_8)).errors()).isEmpty();
    assertThat(StrictYaml.read("f.yaml", tooMany.getBytes(StandardCharsets.UTF_8)).errors())
        .extracting(YamlError::toString)
        .containsExactly("f.yaml:2:46: spec.routes: has 1025 elements; at most 1024 are allowed");
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatIsReadStrictlyIsWhatAnApiClientReads(AdmissionCase row) throws JsonProcessingException {
    YamlReading reading = StrictYaml.read("case.yaml", row.document());
    for (YamlDocument document : reading.documents()) {
      CustomResource<?, ?> resource = ((YamlDocument.Resource) document).resource();
      String json = Json.mapper().writeValueAsString(resource);
      CustomResource<?, ?> read = Json.mapper().readValue(json, resource.getClass());
      assertThat(read.getSpec()).isEqualTo(resource.getSpec());
      KubernetesSerialization fabric8 = new KubernetesSerialization();
      assertThat(fabric8.asJson(resource)).isEqualTo(fabric8.asJson(read));
      assertThat(Json.mapper().readTree(fabric8.asJson(resource)))
          .isEqualTo(Json.mapper().readTree(json));
    }
  }
}
