package dev.waymark.api.yaml;

import dev.waymark.api.schema.Schema;
import dev.waymark.api.schema.TextFormat;
import dev.waymark.api.yaml.YamlNode.Entry;
import dev.waymark.api.yaml.YamlNode.Mapping;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the metadata that files may carry; what only an API server writes is known and passed over.
 */
final class MetadataReader {
  /** Where a namespaced resource lives that names no namespace. */
  static final String DEFAULT_NAMESPACE = "default";

  private static final List<String> READ = List.of("name", "namespace", "labels", "annotations");
  private static final List<String> PASSED_OVER =
      List.of(
          "finalizers",
          "ownerReferences",
          "generation",
          "resourceVersion",
          "uid",
          "creationTimestamp",
          "managedFields",
          "selfLink",
          "deletionTimestamp",
          "deletionGracePeriodSeconds");

  private static final Schema NAME = new Schema.TextSchema(TextFormat.OBJECT_NAME);
  private static final Schema NAMESPACE = new Schema.TextSchema(TextFormat.NAME);
  private static final Schema LABELS =
      new Schema.MapSchema(
          TextFormat.LABEL_KEY, new Schema.TextSchema(TextFormat.LABEL_VALUE), Integer.MAX_VALUE);
  private static final Schema ANNOTATIONS =
      new Schema.MapSchema(
          TextFormat.LABEL_KEY, new Schema.TextSchema(TextFormat.ANNOTATION), Integer.MAX_VALUE);

  private final List<YamlError> errors;
  private final TreeCheck check;

  MetadataReader(List<YamlError> errors, TreeCheck check) {
    this.errors = errors;
    this.check = check;
  }

  /**
   * The metadata of a document, or null when something is wrong with it: then an error was told.
   */
  @Nullable ObjectMeta read(Mapping document, boolean namespaced) {
    YamlNode node = document.get("metadata");
    if (!(node instanceof Mapping metadata)) {
      Place place = node == null ? document.place() : node.place();
      errors.add(new YamlError(place, "metadata", "is missing; write a mapping with name"));
      return null;
    }
    int before = errors.size();
    for (Entry entry : metadata.entries()) {
      if (!READ.contains(entry.key()) && !PASSED_OVER.contains(entry.key())) {
        check.unknownField(entry, "metadata", READ);
      }
    }
    if (metadata.get("name") == null) {
      errors.add(
          new YamlError(
              metadata.place(), "metadata.name", "is missing; write " + ExpectedText.of(NAME)));
    }
    Object name = field(metadata, "name", NAME);
    Object namespace = field(metadata, "namespace", NAMESPACE);
    if (!namespaced && metadata.get("namespace") != null) {
      errors.add(
          new YamlError(
              metadata.place("namespace"),
              "metadata.namespace",
              "does not fit; the resource belongs to the whole cluster, remove the field"));
    }
    Object labels = field(metadata, "labels", LABELS);
    Object annotations = field(metadata, "annotations", ANNOTATIONS);
    if (errors.size() > before) {
      return null;
    }
    ObjectMeta meta = new ObjectMeta();
    meta.setName(String.valueOf(name));
    if (namespaced) {
      meta.setNamespace(namespace == null ? DEFAULT_NAMESPACE : namespace.toString());
    }
    meta.setLabels(texts(labels));
    meta.setAnnotations(texts(annotations));
    return meta;
  }

  private @Nullable Object field(Mapping metadata, String name, Schema schema) {
    YamlNode node = metadata.get(name);
    return node == null ? null : check.value(schema, node, "metadata." + name);
  }

  private static Map<String, String> texts(@Nullable Object map) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (map instanceof Map<?, ?> values) {
      values.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
    }
    return texts;
  }
}
