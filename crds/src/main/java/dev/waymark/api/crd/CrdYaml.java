package dev.waymark.api.crd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.waymark.api.crd.PublishedKind.Column;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the definitions of all kinds as YAML. */
public final class CrdYaml {
  private static final String HEADER =
      "# Generated from the records in crds/ by \"make crds\". Do not edit.\n";

  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .build());

  private CrdYaml() {}

  /** Writes every definition into the folder that is the one argument. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Files.createDirectories(folder);
    for (Map.Entry<String, String> file : files().entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }

  /** File names and their content, in the order of the API's page. */
  public static Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    for (PublishedKind kind : PublishedKind.ALL) {
      files.put(CustomResource.getCRDName(kind.type()) + ".yaml", text(kind));
    }
    return files;
  }

  private static String text(PublishedKind kind) {
    try {
      return HEADER + YAML.writeValueAsString(definition(kind));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + kind.type(), e);
    }
  }

  /** The definition of a kind. */
  static ObjectNode definition(PublishedKind kind) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("apiVersion", "apiextensions.k8s.io/v1");
    root.put("kind", "CustomResourceDefinition");
    root.putObject("metadata").put("name", CustomResource.getCRDName(kind.type()));
    ObjectNode spec = root.putObject("spec");
    spec.put("group", HasMetadata.getGroup(kind.type()));
    names(kind, spec.putObject("names"));
    spec.put("scope", Namespaced.class.isAssignableFrom(kind.type()) ? "Namespaced" : "Cluster");
    ObjectNode version = spec.putArray("versions").addObject();
    version.put("name", HasMetadata.getVersion(kind.type()));
    version.put("served", true);
    version.put("storage", true);
    if (kind.status() != null) {
      version.putObject("subresources").putObject("status");
    }
    ArrayNode columns = version.putArray("additionalPrinterColumns");
    for (Column column : kind.columns()) {
      ObjectNode node = columns.addObject();
      node.put("name", column.name()).put("type", column.type()).put("jsonPath", column.jsonPath());
      if (column.wide()) {
        node.put("priority", 1);
      }
    }
    version.putObject("schema").set("openAPIV3Schema", SchemaYaml.resource(kind));
    return root;
  }

  private static void names(PublishedKind kind, ObjectNode names) {
    names.put("kind", HasMetadata.getKind(kind.type()));
    names.put("listKind", HasMetadata.getKind(kind.type()) + "List");
    names.put("plural", HasMetadata.getPlural(kind.type()));
    names.put("singular", HasMetadata.getSingular(kind.type()));
    ArrayNode shortNames = names.putArray("shortNames");
    for (String name : kind.type().getAnnotation(ShortNames.class).value()) {
      shortNames.add(name);
    }
    if (kind.status() != null) {
      // What says nothing of itself is no answer to "kubectl get waymark": a cluster has many
      // slices.
      names.putArray("categories").add("waymark");
    }
  }
}
