package dev.waymark.cli.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.waymark.api.net.Prefix;
import dev.waymark.compiler.Facts;
import dev.waymark.compiler.cluster.ClusterFacts;
import dev.waymark.compiler.select.NodeFacts;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Nodes for a plan without a cluster: a list of {@code {name, labels}}, or what {@code kubectl get
 * nodes -o yaml} prints.
 */
public final class NodesFile {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private NodesFile() {}

  private record Entry(@Nullable String name, @Nullable Map<String, String> labels) {}

  /**
   * Reads a file.
   *
   * @param file its name, for errors
   * @param shields what is protected beside the Pods' ranges that the file may tell
   * @throws IllegalArgumentException saying what is wrong, and where
   */
  public static Facts read(String file, String text, Collection<Prefix> shields) {
    try {
      JsonNode tree = YAML.readTree(text);
      List<Node> objects =
          tree != null && tree.has("items")
              ? YAML.readerFor(NodeList.class)
                  .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                  .<NodeList>readValue(text)
                  .getItems()
              : List.of();
      if (!objects.isEmpty()) {
        return ClusterFacts.of(objects, List.of(), List.of(), shields);
      }
      Entry[] entries = YAML.readValue(text, Entry[].class);
      return new Facts(nodes(file, entries == null ? new Entry[0] : entries), List.copyOf(shields));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s:%d:%d: is no list of nodes; write - {name: n1, labels: {site: north}}"
              .formatted(
                  file,
                  e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                  e.getLocation() == null ? 1 : e.getLocation().getColumnNr()),
          e);
    }
  }

  private static List<NodeFacts> nodes(String file, Entry[] entries) {
    List<NodeFacts> nodes = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    for (Entry entry : entries) {
      if (entry == null || entry.name() == null) {
        throw new IllegalArgumentException(
            file + ": a node has no name; write - {name: n1, labels: {site: north}}");
      }
      if (!names.add(entry.name())) {
        throw new IllegalArgumentException(
            "%s: node %s stands twice".formatted(file, entry.name()));
      }
      nodes.add(new NodeFacts(entry.name(), entry.labels() == null ? Map.of() : entry.labels()));
    }
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException(
          file + ": holds no node; write - {name: n1, labels: {site: north}}");
    }
    return nodes;
  }
}
