package dev.waymark.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class NoDefaultsInSchemasTest {
  @Test
  void noSchemaCarriesADefault() {
    List<String> found = new ArrayList<>();
    walk((path, schema) -> {
      if (schema.has("default")) {
        found.add(path);
      }
    });
    assertThat(found).isEmpty();
  }

  @Test
  void everythingThatRulesWalkIsBounded() {
    List<String> found = new ArrayList<>();
    walk((path, schema) -> {
      String type = schema.path("type").asText();
      boolean bounded =
          switch (type) {
            case "array" -> schema.has("maxItems") && schema.has("x-kubernetes-list-type");
            case "string" -> schema.has("maxLength") || schema.has("enum");
            case "integer" ->
                schema.has("minimum")
                    // All of int64 is a bound that an API server cannot hold as a maximum.
                    && (schema.has("maximum") || schema.path("format").asText().equals("int64"));
            default -> !schema.has("additionalProperties") || schema.has("maxProperties");
          };
      if (!bounded) {
        found.add(path);
      }
    });
    assertThat(found).isEmpty();
  }

  @Test
  void everyFieldIsExplained() {
    List<String> found = new ArrayList<>();
    walk((path, schema) -> {
      if (!path.endsWith("[]") && schema.path("description").asText().isBlank()) {
        found.add(path);
      }
    });
    assertThat(found).isEmpty();
  }

  private static void walk(BiConsumer<String, JsonNode> visitor) {
    for (PublishedKind kind : PublishedKind.ALL) {
      JsonNode properties = SchemaYaml.resource(kind).path("properties");
      for (String part : List.of("spec", "status")) {
        if (properties.has(part)) {
          walk(kind.type().getSimpleName() + "." + part, properties.path(part), visitor);
        }
      }
    }
  }

  private static void walk(String path, JsonNode schema, BiConsumer<String, JsonNode> visitor) {
    visitor.accept(path, schema);
    schema
        .path("properties")
        .properties()
        .forEach(field -> walk(path + "." + field.getKey(), field.getValue(), visitor));
    if (schema.has("items")) {
      walk(path + "[]", schema.path("items"), visitor);
    }
  }
}
