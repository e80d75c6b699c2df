package dev.waymark.api.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A row of the tables in {@code cases/}: a spec, and what is told about it. The judges of an API
 * server read the same rows.
 *
 * @param errors {@code path: problem}, as strict reading tells it
 * @param server the same as an API server words it; empty where it tells {@code errors}
 */
public record AdmissionCase(
    String kind,
    String title,
    List<String> shows,
    JsonNode spec,
    List<String> errors,
    List<String> server) {
  private static final Map<String, String> FILES =
      Map.of(
          "RouteTable", "routetable.yaml",
          "RoutingPolicy", "routingpolicy.yaml",
          "TrafficSteer", "trafficsteer.yaml");

  /** Every row of every table. */
  public static List<AdmissionCase> all() {
    List<AdmissionCase> cases = new ArrayList<>();
    FILES.forEach((kind, file) -> {
      try (InputStream in = AdmissionCase.class.getResourceAsStream("/cases/" + file)) {
        for (JsonNode row : new YAMLMapper().readTree(in)) {
          cases.add(
              new AdmissionCase(
                  kind,
                  row.required("case").asText(),
                  texts(row.required("shows")),
                  row.required("spec"),
                  texts(row.path("errors")),
                  texts(row.path("server"))));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
    return cases;
  }

  /** The whole resource, as a file would have it. */
  public byte[] document() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("apiVersion", "waymark.dev/v1alpha1").put("kind", kind);
    root.putObject("metadata").put("name", "case");
    root.set("spec", spec);
    return root.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  @Override
  public String toString() {
    return kind + ": " + title;
  }
}
