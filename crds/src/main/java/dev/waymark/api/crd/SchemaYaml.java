package dev.waymark.api.crd;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.api.json.IntOrPercent;
import dev.waymark.api.json.SliceData;
import dev.waymark.api.json.TimeSpan;
import dev.waymark.api.schema.Check;
import dev.waymark.api.schema.Schema;
import dev.waymark.api.schema.Schema.Field;
import dev.waymark.api.schema.TextFormat;
import dev.waymark.api.schema.Transition;
import dev.waymark.api.schema.ValueFormat;

/**
 * Schemas as the API server reads them: OpenAPI v3 with Kubernetes' extensions, structural, without
 * defaults.
 */
final class SchemaYaml {
  private SchemaYaml() {}

  /** The schema of a whole resource. */
  static ObjectNode resource(PublishedKind kind) {
    ObjectNode root = node("object").put("description", kind.doc());
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    properties.set("apiVersion", node("string"));
    properties.set("kind", node("string"));
    properties.set("metadata", node("object"));
    properties.set("spec", of(Schema.of(kind.spec())));
    if (kind.status() != null) {
      properties.set("status", of(Schema.of(kind.status())));
    }
    root.putArray("required").add("spec");
    root.set("properties", properties);
    return root;
  }

  /** The schema of a value. */
  static ObjectNode of(Schema schema) {
    return switch (schema) {
      case Schema.ObjectSchema object -> object(object);
      case Schema.ListSchema list -> list(list);
      case Schema.MapSchema map -> {
        ObjectNode node = node("object").put("maxProperties", map.max());
        node.set("additionalProperties", of(map.value()));
        yield node;
      }
      case Schema.TextSchema text -> text(text.format());
      case Schema.IntSchema number -> {
        ObjectNode node = node("integer").put("format", number.wide() ? "int64" : "int32");
        node.put("minimum", number.min());
        if (number.max() != Long.MAX_VALUE) {
          // The API server keeps bounds as floating point: this one would become 2^63, and wrap.
          node.put("maximum", number.max());
        }
        yield node;
      }
      case Schema.BoolSchema truth -> node("boolean");
      case Schema.ChoiceSchema choice -> {
        ObjectNode node = node("string");
        ArrayNode values = node.putArray("enum");
        choice.choices().forEach(values::add);
        yield node;
      }
      case Schema.ValueSchema value -> value(value.format());
    };
  }

  private static ObjectNode object(Schema.ObjectSchema object) {
    ObjectNode node = node("object").put("description", object.doc());
    ArrayNode required = JsonNodeFactory.instance.arrayNode();
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    for (Field field : object.fields()) {
      ObjectNode property = of(field.schema());
      property.put("description", field.doc());
      properties.set(field.name(), property);
      if (field.required()) {
        required.add(field.name());
      }
    }
    if (!required.isEmpty()) {
      node.set("required", required);
    }
    node.set("properties", properties);
    if (object.atomic()) {
      node.put("x-kubernetes-map-type", "atomic");
    }
    for (Check<?> check : object.checks()) {
      rule(node, check.cel(), check.message(), check.field());
    }
    for (Transition transition : object.transitions()) {
      rule(node, transition.cel(), transition.message(), transition.field());
    }
    return node;
  }

  private static ObjectNode list(Schema.ListSchema list) {
    ObjectNode node = node("array");
    if (list.min() > 0) {
      node.put("minItems", list.min());
    }
    node.put("maxItems", list.max());
    if (list.key().isEmpty()) {
      node.put("x-kubernetes-list-type", "atomic");
    } else {
      node.put("x-kubernetes-list-type", "map");
      ArrayNode keys = node.putArray("x-kubernetes-list-map-keys");
      list.key().forEach(keys::add);
    }
    node.set("items", of(list.element()));
    return node;
  }

  private static ObjectNode text(TextFormat format) {
    ObjectNode node = node("string").put("maxLength", format.maxLength());
    if (format.pattern() != null) {
      node.put("pattern", format.pattern().pattern());
    }
    return node;
  }

  private static ObjectNode value(ValueFormat format) {
    return switch (format) {
      case PREFIX -> {
        ObjectNode node = node("string").put("maxLength", 43);
        rule(
            node,
            "isCIDR(self)",
            "is not a prefix; write address/length, for instance 192.0.2.0/24",
            "");
        rule(
            node,
            "!isCIDR(self) || cidr(self) == cidr(self).masked()",
            "has host bits set; write the first address of the prefix, as in 10.0.0.0/8",
            "");
        yield node;
      }
      case ADDRESS -> {
        ObjectNode node = node("string").put("maxLength", 45);
        rule(
            node,
            "isIP(self)",
            "is not an IP address; write for instance 192.0.2.1 or 2001:db8::1",
            "");
        yield node;
      }
      case TIME_SPAN -> node("string").put("maxLength", 28).put("pattern", TimeSpan.PATTERN);
      case INSTANT -> node("string").put("format", "date-time").put("maxLength", 40);
      case INT_OR_PERCENT -> {
        ObjectNode node = intOrString().put("maxLength", 4).put("pattern", IntOrPercent.PATTERN);
        rule(
            node,
            "type(self) != int || (self >= 0 && self <= 2147483647)",
            "is out of range; write a number from 0, or a share such as 25%",
            "");
        yield node;
      }
      case PROTOCOL -> {
        ObjectNode node = intOrString().put("maxLength", 6);
        rule(
            node,
            "type(self) == int ? (self >= 0 && self <= 255) : self in ['Tcp', 'Udp', 'Sctp',"
                + " 'Icmp', 'Icmpv6']",
            "is not a protocol; write Tcp, Udp, Sctp, Icmp, Icmpv6 or a number 0-255",
            "");
        yield node;
      }
      case BYTES -> node("string").put("maxLength", (SliceData.MAX_BYTES + 2) / 3 * 4);
    };
  }

  private static void rule(ObjectNode node, String cel, String message, String field) {
    ObjectNode rule = node.withArray("x-kubernetes-validations").addObject();
    rule.put("rule", cel).put("message", message);
    if (!field.isEmpty()) {
      rule.put("fieldPath", "." + field);
    }
  }

  private static ObjectNode intOrString() {
    return JsonNodeFactory.instance.objectNode().put("x-kubernetes-int-or-string", true);
  }

  private static ObjectNode node(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }
}
