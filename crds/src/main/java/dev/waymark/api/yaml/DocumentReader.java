package dev.waymark.api.yaml;

import dev.waymark.api.yaml.YamlNode.Mapping;
import dev.waymark.api.yaml.YamlNode.Scalar;
import dev.waymark.api.yaml.YamlNode.ScalarType;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells whose a document is, and reads ours and ConfigMaps. */
final class DocumentReader {
  private final List<YamlError> errors;
  private final TreeCheck check;
  private final MetadataReader metadata;
  private final List<YamlDocument> documents = new ArrayList<>();
  private final List<SkippedDocument> skipped = new ArrayList<>();
  private final Map<String, Place> seen = new HashMap<>();

  DocumentReader(List<YamlError> errors) {
    this.errors = errors;
    this.check = new TreeCheck(errors);
    this.metadata = new MetadataReader(errors, check);
  }

  List<YamlDocument> documents() {
    return documents;
  }

  List<SkippedDocument> skipped() {
    return skipped;
  }

  void add(YamlNode document) {
    if (!(document instanceof Mapping mapping)) {
      fail(
          document.place(),
          "",
          "is "
              + document.kind()
              + " where a resource is wanted; begin it with apiVersion and kind");
      return;
    }
    String apiVersion = text(document, "apiVersion");
    String kind = text(document, "kind");
    if (apiVersion.isEmpty() || kind.isEmpty()) {
      String field = apiVersion.isEmpty() ? "apiVersion" : "kind";
      fail(
          document.place(),
          field,
          "is missing; write for instance apiVersion: waymark.dev/v1alpha1 and kind: RouteTable");
      return;
    }
    String group = apiVersion.contains("/") ? apiVersion.substring(0, apiVersion.indexOf('/')) : "";
    switch (group) {
      case "waymark.dev" -> resource(mapping, apiVersion, kind);
      case "node.waymark.dev" ->
          fail(
              document.place(),
              "kind",
              kind + " is written by Waymark itself; remove this document");
      case "" -> core(mapping, apiVersion, kind);
      default -> skip(document, apiVersion, kind);
    }
  }

  private void resource(Mapping document, String apiVersion, String kind) {
    if (!apiVersion.equals(UserKind.API_VERSION)) {
      fail(
          document.place("apiVersion"),
          "apiVersion",
          '"'
              + apiVersion
              + "\" is a version that is not known here; write "
              + UserKind.API_VERSION);
      return;
    }
    UserKind<?> known = UserKind.named(kind);
    if (known == null) {
      List<String> names = UserKind.names();
      fail(
          document.place("kind"),
          "kind",
          '"'
              + kind
              + "\" is no kind of waymark.dev; "
              + NearestName.of(kind, names)
                  .map(name -> "did you mean " + name + "?")
                  .orElse("known: " + String.join(", ", names)));
      return;
    }
    resource(document, known);
  }

  private <S extends Record> void resource(Mapping document, UserKind<S> kind) {
    int before = errors.size();
    for (YamlNode.Entry entry : document.entries()) {
      if (!UserKind.TOP_FIELDS.contains(entry.key())) {
        check.unknownField(entry, "", UserKind.TOP_FIELDS);
      }
    }
    ObjectMeta meta = metadata.read(document, kind.namespaced());
    Object spec = null;
    YamlNode specNode = document.get("spec");
    if (specNode == null) {
      fail(document.place(), "spec", "is missing; write " + ExpectedText.of(kind.schema()));
    } else {
      spec = check.value(kind.schema(), specNode, "spec");
    }
    boolean unique = meta == null || first(document, kind.kind(), meta);
    if (meta != null && spec != null && unique && errors.size() == before) {
      documents.add(new YamlDocument.Resource(kind.resource(meta, spec), new Positions(document)));
    }
  }

  private void core(Mapping document, String apiVersion, String kind) {
    if (kind.equals("List")) {
      fail(
          document.place("kind"),
          "kind",
          "a List is not read; write its items as documents, separated by ---");
    } else if (kind.equals("ConfigMap")
        && apiVersion.equals("v1")
        && document.get("metadata") != null) {
      configMap(document);
    } else {
      skip(document, apiVersion, kind);
    }
  }

  /** A ConfigMap is the cluster's to judge; only what a route source would read is looked at. */
  private void configMap(Mapping document) {
    int before = errors.size();
    ObjectMeta meta = metadata.read(document, true);
    Map<String, String> data = new TreeMap<>();
    if (document.get("data") instanceof Mapping mapping) {
      for (YamlNode.Entry entry : mapping.entries()) {
        if (entry.value() instanceof Scalar scalar && scalar.type() == ScalarType.TEXT) {
          data.put(entry.key(), scalar.text());
        } else {
          fail(
              entry.value().place(),
              TreeCheck.join("data", entry.key()),
              "is " + entry.value().kind() + " where a text is wanted; write it in quotes");
        }
      }
    }
    boolean unique = meta == null || first(document, "ConfigMap", meta);
    if (meta != null && unique && errors.size() == before) {
      ConfigMap configMap = new ConfigMap();
      configMap.setMetadata(meta);
      configMap.setData(data);
      documents.add(new YamlDocument.Config(configMap, new Positions(document)));
    }
  }

  private boolean first(Mapping document, String kind, ObjectMeta meta) {
    String name =
        meta.getNamespace() == null ? meta.getName() : meta.getNamespace() + "/" + meta.getName();
    Place place = document.place("metadata");
    Place before = seen.putIfAbsent(kind + " " + name, place);
    if (before != null) {
      fail(
          new Positions(document).of("metadata.name"),
          "metadata.name",
          kind + " " + name + " is declared twice; it stands already at " + before);
    }
    return before == null;
  }

  private void skip(YamlNode document, String apiVersion, String kind) {
    YamlNode meta = document.get("metadata");
    skipped.add(
        new SkippedDocument(
            document.place(), apiVersion, kind, meta == null ? "" : text(meta, "name")));
  }

  private static String text(YamlNode node, String field) {
    return node.get(field) instanceof Scalar scalar && scalar.type() == ScalarType.TEXT
        ? scalar.text()
        : "";
  }

  private void fail(Place place, String path, String problem) {
    errors.add(new YamlError(place, path, problem));
  }
}
