package dev.waymark.compiler.contribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.api.json.Json;
import dev.waymark.api.schema.Schema;
import dev.waymark.api.v1alpha1.RouteTableSpec;
import dev.waymark.api.v1alpha1.RoutingPolicySpec;
import dev.waymark.api.v1alpha1.TrafficSteerSpec;
import dev.waymark.compiler.diagnostic.Diagnostic;
import dev.waymark.compiler.diagnostic.DiagnosticCode;
import dev.waymark.compiler.diagnostic.Findings;
import dev.waymark.compiler.model.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Walks the schema that users see: every field and every value of an enum is either listed as
 * served or found with its path. So a field that is added to the schema fails here until someone
 * has decided.
 */
class EveryFieldIsServedOrRefusedTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** What this version refuses; a field that is served one day leaves this list. */
  private static final Set<String> REFUSED =
      new TreeSet<>(
          List.of(
              "RoutingPolicy spec.rules[].match.pods",
              "RoutingPolicy spec.rules[].match.securityGroups",
              "RoutingPolicy spec.rules[].match.users",
              "RoutingPolicy spec.rules[].traffic=FromNode",
              "RoutingPolicy spec.rules[].when",
              "TrafficSteer spec"));

  private record Kind(String name, Class<? extends Record> spec, ServedFields served) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("RouteTable", RouteTableSpec.class, ServedFields.ROUTE_TABLE),
          new Kind("RoutingPolicy", RoutingPolicySpec.class, ServedFields.ROUTING_POLICY),
          new Kind("TrafficSteer", TrafficSteerSpec.class, ServedFields.TRAFFIC_STEER));

  /** A spec in which one field, or one value of an enum, is present beside what is required. */
  private record Case(String pattern, ObjectNode spec) {}

  @TestFactory
  Stream<DynamicTest> eachFieldOfTheSchema() {
    return KINDS.stream()
        .flatMap(kind ->
            cases(kind).stream()
                .map(c ->
                    DynamicTest.dynamicTest(kind.name + " " + c.pattern, () -> judge(kind, c))));
  }

  @Test
  void theRefusedFieldsAreTheseAndNoOthers() {
    Set<String> refused = new TreeSet<>();
    for (Kind kind : KINDS) {
      for (Case c : cases(kind)) {
        for (Diagnostic found : check(kind, c)) {
          String value =
              found.message().contains(" would be") ? c.pattern.replaceFirst(".*=", "=") : "";
          refused.add(kind.name + " " + found.path().replaceAll("\\[\\d+]", "[]") + value);
        }
      }
    }
    assertThat(refused).isEqualTo(REFUSED);
  }

  @Test
  void nothingIsListedAsServedThatTheSchemaDoesNotHave() {
    for (Kind kind : KINDS) {
      Set<String> known = new TreeSet<>(List.of("spec"));
      cases(kind).forEach(c -> known.add(c.pattern.replaceFirst("=.*", "")));
      assertThat(known).containsAll(kind.served.paths());
    }
  }

  private static void judge(Kind kind, Case c) {
    List<Diagnostic> found = check(kind, c);
    boolean refused =
        REFUSED.stream().anyMatch(entry -> covers(entry, kind.name + " " + c.pattern));
    assertThat(found).hasSize(refused ? 1 : 0);
    assertThat(found)
        .allSatisfy(d -> {
          assertThat(d.code()).isEqualTo(DiagnosticCode.NotSupportedYet);
          assertThat(d.path()).startsWith("spec");
          assertThat(d.message()).contains("is not served by this version");
        });
  }

  private static boolean covers(String entry, String pattern) {
    return pattern.equals(entry)
        || pattern.startsWith(entry + ".")
        || pattern.startsWith(entry + "[")
        || (!entry.contains("=") && pattern.startsWith(entry + "="));
  }

  private static List<Diagnostic> check(Kind kind, Case c) {
    Findings findings = new Findings(Owner.of(kind.name, "x"));
    kind.served.check(Json.mapper().convertValue(c.spec, kind.spec), findings);
    return findings.all();
  }

  private static List<Case> cases(Kind kind) {
    List<Case> cases = new ArrayList<>();
    walk("spec", Schema.of(kind.spec), spec -> spec, cases);
    return cases;
  }

  /** {@code within} puts an object of this schema where it belongs in a whole spec. */
  private static void walk(
      String pattern,
      Schema.ObjectSchema object,
      UnaryOperator<ObjectNode> within,
      List<Case> cases) {
    for (Schema.Field field : object.fields()) {
      String path = pattern + "." + field.name();
      UnaryOperator<JsonNode> place =
          value -> {
            ObjectNode node = (ObjectNode) sample(object);
            node.set(field.name(), value);
            return within.apply(node);
          };
      value(path, field.schema(), place, cases);
    }
  }

  private static void value(
      String path, Schema schema, UnaryOperator<JsonNode> place, List<Case> cases) {
    switch (schema) {
      case Schema.ObjectSchema object -> {
        cases.add(new Case(path, (ObjectNode) place.apply(sample(object))));
        walk(path, object, node -> (ObjectNode) place.apply(node), cases);
      }
      case Schema.ListSchema list -> {
        cases.add(new Case(path, (ObjectNode) place.apply(sample(list))));
        if (list.element() instanceof Schema.ObjectSchema element) {
          walk(path + "[]", element, node -> (ObjectNode) place.apply(array(node)), cases);
        }
      }
      case Schema.ChoiceSchema choice -> {
        for (String word : choice.choices()) {
          cases.add(new Case(path + "=" + word, (ObjectNode) place.apply(NODES.textNode(word))));
        }
      }
      default -> cases.add(new Case(path, (ObjectNode) place.apply(sample(schema))));
    }
  }

  /** The least that is right, with a served value where there is a choice. */
  private static JsonNode sample(Schema schema) {
    return switch (schema) {
      case Schema.ObjectSchema object -> {
        ObjectNode node = NODES.objectNode();
        object.fields().stream()
            .filter(Schema.Field::required)
            .forEach(f -> node.set(f.name(), sample(f.schema())));
        yield node;
      }
      case Schema.ListSchema list -> array(sample(list.element()));
      case Schema.MapSchema map -> NODES.objectNode().set("k", sample(map.value()));
      case Schema.TextSchema text -> NODES.textNode("a");
      case Schema.IntSchema number -> NODES.numberNode(number.min());
      case Schema.BoolSchema bool -> NODES.booleanNode(true);
      case Schema.ChoiceSchema choice -> NODES.textNode(choice.choices().getFirst());
      case Schema.ValueSchema value ->
          switch (value.format()) {
            case PREFIX -> NODES.textNode("10.0.0.0/8");
            case ADDRESS -> NODES.textNode("10.0.0.1");
            case INSTANT -> NODES.textNode("2030-01-01T00:00:00Z");
            case TIME_SPAN -> NODES.textNode("1s");
            case INT_OR_PERCENT -> NODES.numberNode(1);
            case PROTOCOL -> NODES.textNode("Tcp");
            case BYTES -> NODES.textNode("");
          };
    };
  }

  private static ArrayNode array(JsonNode element) {
    return NODES.arrayNode().add(element);
  }
}
