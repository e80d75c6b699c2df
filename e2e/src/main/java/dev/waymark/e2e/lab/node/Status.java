package dev.waymark.e2e.lab.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What {@code waymark-node status -o json} says, with the questions that tests ask of it. */
public record Status(JsonNode json) {

  /** The commit that the source is at, in full; empty before the first. */
  public String commit() {
    return json.at("/source/commit").asText("");
  }

  /** {@code Current}, {@code Rejected} or {@code Unreachable}. */
  public String sourceState() {
    return json.at("/source/state").asText("");
  }

  /** What the source has to say about its state. */
  public String sourceMessage() {
    return json.at("/source/message").asText("");
  }

  /** The phase of the active generation, such as {@code Stable}. */
  public String phase() {
    return json.path("phase").asText("");
  }

  /** The number of the active generation. */
  public long generation() {
    return json.path("generation").asLong();
  }

  /** How many prefixes the data path holds, over all tables. */
  public long routes() {
    return json.at("/capacity/routes").asLong();
  }

  /** How large the store is. */
  public long storeBytes() {
    return json.at("/capacity/storeBytes").asLong();
  }

  /** How much of the store is in use. */
  public long usedBytes() {
    return json.at("/capacity/usedBytes").asLong();
  }

  /** The digest of the desired state that is in force. */
  public String root() {
    return json.path("root").asText("");
  }

  /** Whether this commit is in force and every resource of it is Ready. */
  public boolean serves(String commit) {
    return commit.equals(commit())
        && sourceState().equals("Current")
        && (phase().equals("Stable") || phase().equals("Clean"))
        && resources().stream().allMatch(resource -> isTrue(resource, "Ready"));
  }

  /** The status of a condition of a resource, {@code True}, {@code False} or {@code Unknown}. */
  public Optional<String> condition(String kind, String name, String type) {
    return resource(kind, name)
        .flatMap(resource -> condition(resource, type))
        .map(c -> c.path("status").asText());
  }

  /** The reason of a condition of a resource. */
  public Optional<String> reason(String kind, String name, String type) {
    return resource(kind, name)
        .flatMap(resource -> condition(resource, type))
        .map(c -> c.path("reason").asText());
  }

  /** What concerns the node as a whole, a line each. */
  public String problems() {
    return stream(json.path("problems")).stream()
        .map(JsonNode::asText)
        .collect(Collectors.joining("\n"));
  }

  /** The attachments: what is wanted and what is, of every interface. */
  public List<JsonNode> attachments() {
    return stream(json.path("attachments"));
  }

  private Optional<JsonNode> resource(String kind, String name) {
    return resources().stream()
        .filter(r -> r.path("kind").asText().equals(kind) && r.path("name").asText().equals(name))
        .findFirst();
  }

  private List<JsonNode> resources() {
    return stream(json.path("resources"));
  }

  private static boolean isTrue(JsonNode resource, String type) {
    return condition(resource, type)
        .filter(c -> c.path("status").asText().equals("True"))
        .isPresent();
  }

  private static Optional<JsonNode> condition(JsonNode resource, String type) {
    return stream(resource.at("/status/conditions")).stream()
        .filter(c -> c.path("type").asText().equals(type))
        .findFirst();
  }

  private static List<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  @Override
  public String toString() {
    return json.toPrettyString();
  }
}
