package dev.waymark.e2e.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.waymark.e2e.controlplane.Kubectl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** What {@code kubectl kustomize} makes of a folder. */
record Kustomization(List<JsonNode> objects) {
  private static final YAMLMapper YAML = new YAMLMapper();

  static Kustomization of(Kubectl kubectl, Path folder) {
    String text = kubectl.run("kustomize", folder.toString()).orFail().out();
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
      return new Kustomization(documents.readAll());
    } catch (IOException e) {
      throw new UncheckedIOException("this is no YAML: " + folder, e);
    }
  }

  /** The one object of this kind and name. */
  JsonNode only(String kind, String name) {
    List<JsonNode> found =
        objects.stream()
            .filter(object -> object.at("/kind").asText().equals(kind))
            .filter(object -> object.at("/metadata/name").asText().equals(name))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " objects " + kind + " " + name);
    }
    return found.getFirst();
  }

  /** All objects of this kind. */
  List<JsonNode> all(String kind) {
    return objects.stream().filter(object -> object.at("/kind").asText().equals(kind)).toList();
  }

  /** The template of the pods of a workload. */
  JsonNode pod(String kind, String name) {
    return only(kind, name).at("/spec/template/spec");
  }
}
