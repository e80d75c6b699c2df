package dev.waymark.cli.standing;

import dev.waymark.compiler.model.Owner;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A resource as users name it: {@code edge}, {@code rtbl/edge}, {@code tsteer/shop/web}.
 *
 * @param kind null: any
 * @param namespace null: any
 */
public record ResourceName(@Nullable String kind, @Nullable String namespace, String name) {

  private static final Map<String, List<String>> KINDS =
      Map.of(
          "RouteTable", List.of("routetable", "routetables", "rtbl"),
          "RoutingPolicy", List.of("routingpolicy", "routingpolicies", "rpol"),
          "TrafficSteer", List.of("trafficsteer", "trafficsteers", "tsteer"));

  /**
   * Reads the text.
   *
   * @throws IllegalArgumentException if its kind is none of ours, or it has too many parts
   */
  public static ResourceName parse(String text) {
    String[] parts = text.split("/", -1);
    return switch (parts.length) {
      case 1 -> new ResourceName(null, null, parts[0]);
      case 2 -> new ResourceName(kind(parts[0]), null, parts[1]);
      case 3 -> new ResourceName(kind(parts[0]), parts[1], parts[2]);
      default ->
          throw new IllegalArgumentException(
              '"' + text + "\" names no resource; write edge, rtbl/edge or tsteer/shop/web");
    };
  }

  /** Whether it may be meant. */
  public boolean matches(Owner resource) {
    return resource.name().equals(name)
        && (kind == null || resource.kind().equals(kind))
        && (namespace == null || resource.namespace().equals(namespace));
  }

  private static String kind(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return KINDS.entrySet().stream()
        .filter(kind -> kind.getValue().contains(lower))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                '"' + word + "\" is no kind of Waymark's; there are rtbl, rpol and tsteer"));
  }
}
