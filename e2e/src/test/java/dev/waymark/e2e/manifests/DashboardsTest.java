package dev.waymark.e2e.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.controller.metrics.OperatorMetric;
import dev.waymark.daemon.metrics.NodeMetric;
import dev.waymark.e2e.lab.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every query of a dashboard asks for metrics and labels that there are. */
class DashboardsTest {
  private static final Path DASHBOARDS = Checkout.path("manifests/dashboards");

  /** A metric of ours, and the braces behind it. */
  private static final Pattern METRIC = Pattern.compile("\\b(waymark_\\w+)(\\{[^}]*})?");

  private static final Pattern LABEL_ASKED = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)");
  private static final Pattern GROUPING = Pattern.compile("\\bby\\s*\\(([^)]*)\\)");
  private static final Pattern IN_LEGEND = Pattern.compile("\\{\\{(\\w+)}}");

  /** What Prometheus adds to every series, and to a histogram's. */
  private static final Set<String> ADDED = Set.of("instance", "job", "le");

  private static final Map<String, List<String>> LABELS = labels();

  @TestFactory
  Stream<DynamicTest> everyQueryAsksForWhatThereIs() throws IOException {
    return dashboards()
        .flatMap(board -> board.required("panels").valueStream())
        .flatMap(panel ->
            panel
                .required("targets")
                .valueStream()
                .map(target ->
                    DynamicTest.dynamicTest(
                        panel.required("title").asText(),
                        () ->
                            judge(
                                target.required("expr").asText(),
                                target.required("legendFormat").asText()))));
  }

  @Test
  void everyPanelSaysWhatItShowsAndHasAPlaceOfItsOwn() throws IOException {
    for (JsonNode board : dashboards().toList()) {
      Set<String> places = new TreeSet<>();
      for (JsonNode panel : board.required("panels")) {
        assertThat(panel.required("description").asText()).isNotBlank();
        assertThat(places.add(panel.at("/gridPos/x") + "," + panel.at("/gridPos/y"))).isTrue();
      }
      assertThat(places).hasSizeGreaterThan(4);
    }
  }

  private static void judge(String query, String legend) {
    assertThat(query.chars().filter(c -> c == '(').count())
        .isEqualTo(query.chars().filter(c -> c == ')').count());
    List<MatchResult> metrics = METRIC.matcher(query).results().toList();
    assertThat(metrics).isNotEmpty();
    Set<String> known = new TreeSet<>(ADDED);
    for (MatchResult metric : metrics) {
      assertThat(LABELS).containsKey(metric.group(1));
      known.addAll(LABELS.getOrDefault(metric.group(1), List.of()));
      String braces = metric.group(2) == null ? "" : metric.group(2);
      assertThat(groups(LABEL_ASKED, braces)).isSubsetOf(known);
    }
    Set<String> kept = new TreeSet<>();
    groups(GROUPING, query).forEach(names -> kept.addAll(List.of(names.split("\\s*,\\s*", -1))));
    assertThat(kept).isSubsetOf(known);
    assertThat(groups(IN_LEGEND, legend)).isSubsetOf(kept.isEmpty() ? known : kept);
  }

  private static Set<String> groups(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    pattern.matcher(text).results().forEach(match -> found.add(match.group(1)));
    return found;
  }

  private static Map<String, List<String>> labels() {
    Map<String, List<String>> labels = new HashMap<>();
    for (NodeMetric metric : NodeMetric.values()) {
      add(
          labels,
          metric.exposedName(),
          metric.labels(),
          metric.kind() == NodeMetric.Kind.HISTOGRAM);
    }
    for (OperatorMetric metric : OperatorMetric.values()) {
      add(
          labels,
          metric.exposedName(),
          metric.labels(),
          metric.kind() == OperatorMetric.Kind.TIMER);
    }
    return labels;
  }

  private static void add(
      Map<String, List<String>> labels, String name, List<String> own, boolean histogram) {
    if (histogram) {
      List.of("_bucket", "_sum", "_count").forEach(end -> labels.put(name + end, own));
    } else {
      labels.put(name, own);
    }
  }

  private static Stream<JsonNode> dashboards() throws IOException {
    ObjectMapper json = new ObjectMapper();
    try (Stream<Path> files = Files.list(DASHBOARDS)) {
      List<Path> boards = files.filter(file -> file.toString().endsWith(".json")).toList();
      assertThat(boards).hasSizeGreaterThanOrEqualTo(2);
      return boards.stream().map(board -> read(json, board)).toList().stream();
    }
  }

  private static JsonNode read(ObjectMapper json, Path board) {
    try {
      return json.readTree(board.toFile());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("no JSON: " + board, e);
    }
  }
}
