package dev.waymark.api.crd;

import dev.waymark.api.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every object in the schemas of every kind, by its path. */
final class ShippedSchemas {
  private ShippedSchemas() {}

  static Map<String, Schema.ObjectSchema> objects() {
    Map<String, Schema.ObjectSchema> found = new LinkedHashMap<>();
    for (PublishedKind kind : PublishedKind.ALL) {
      String name = kind.type().getSimpleName();
      collect(name + ".spec", Schema.of(kind.spec()), found);
      if (kind.status() != null) {
        collect(name + ".status", Schema.of(kind.status()), found);
      }
    }
    return found;
  }

  static List<String> ruleIds() {
    List<String> ids = new ArrayList<>();
    for (Schema.ObjectSchema object : objects().values()) {
      object.checks().forEach(check -> ids.add(check.id()));
      object.transitions().forEach(transition -> ids.add(transition.id()));
    }
    return ids.stream().distinct().sorted().toList();
  }

  private static void collect(String path, Schema schema, Map<String, Schema.ObjectSchema> found) {
    switch (schema) {
      case Schema.ObjectSchema object -> {
        found.put(path, object);
        object.fields().forEach(field -> collect(path + "." + field.name(), field.schema(), found));
      }
      case Schema.ListSchema list -> collect(path + "[]", list.element(), found);
      default -> {}
    }
  }
}
