package dev.waymark.e2e.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.waymark.e2e.lab.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The health that Argo CD is told of statuses as our programs write them. The cases are in Argo
 * CD's own form, beside the scripts; {@code -Dhealth.update=true} writes their test data anew.
 */
class ArgoHealthTest {
  private static final Path ARGO = Checkout.path("manifests/argocd");
  private static final YAMLMapper YAML = new YAMLMapper();

  @TestFactory
  Stream<DynamicTest> declared() throws IOException {
    return cases(ARGO.resolve("declared"));
  }

  @TestFactory
  Stream<DynamicTest> nodeRouting() throws IOException {
    return cases(ARGO.resolve("node-routing"));
  }

  @Test
  void theTestDataAreWhatOurProgramsWrite() throws IOException {
    current(ARGO.resolve("declared"), DeclaredStatuses.all());
    current(ARGO.resolve("node-routing"), NodeStatuses.all());
  }

  private static Stream<DynamicTest> cases(Path folder) throws IOException {
    HealthScript script = new HealthScript(folder.resolve("health.lua"));
    JsonNode tests = YAML.readTree(folder.resolve("health_test.yaml").toFile()).required("tests");
    return tests
        .valueStream()
        .map(row -> {
          String input = row.required("inputPath").asText();
          JsonNode health = row.required("healthStatus");
          return DynamicTest.dynamicTest(
              input,
              () ->
                  assertThat(script.of(YAML.readTree(folder.resolve(input).toFile())))
                      .isEqualTo(
                          new HealthScript.Health(
                              health.required("status").asText(),
                              health.required("message").asText())));
        });
  }

  private static void current(Path folder, Map<String, ObjectNode> wanted) throws IOException {
    Path data = folder.resolve("testdata");
    if (Boolean.getBoolean("health.update")) {
      for (Map.Entry<String, ObjectNode> each : wanted.entrySet()) {
        YAML.writeValue(data.resolve(each.getKey() + ".yaml").toFile(), each.getValue());
      }
    }
    Map<String, JsonNode> there = new TreeMap<>();
    try (Stream<Path> files = Files.list(data)) {
      for (Path file : files.toList()) {
        there.put(file.getFileName().toString().replace(".yaml", ""), YAML.readTree(file.toFile()));
      }
    }
    assertThat(there.keySet()).isEqualTo(wanted.keySet());
    reread(wanted)
        .forEach((name, each) ->
            assertThat(there.get(name))
                .as(name + ": run with -Dhealth.update=true")
                .isEqualTo(each));
    assertThat(Files.readString(folder.resolve("health_test.yaml")))
        .as("each is a case")
        .contains(new TreeSet<>(wanted.keySet()).stream().map(name -> name + ".yaml").toList());
  }

  /** As a file has it: numbers lose their width. */
  private static Map<String, JsonNode> reread(Map<String, ObjectNode> wanted) throws IOException {
    Map<String, JsonNode> read = new TreeMap<>();
    for (Map.Entry<String, ObjectNode> each : wanted.entrySet()) {
      read.put(each.getKey(), YAML.readTree(YAML.writeValueAsString(each.getValue())));
    }
    return read;
  }
}
