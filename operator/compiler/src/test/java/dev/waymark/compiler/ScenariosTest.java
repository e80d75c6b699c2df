package dev.waymark.compiler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.schema.Absent;
import dev.waymark.api.yaml.StrictYaml;
import dev.waymark.api.yaml.YamlReading;
import dev.waymark.compiler.select.NodeFacts;
import dev.waymark.compiler.slice.SliceTree;
import dev.waymark.compiler.text.StateText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each file of {@code scenarios/}: a Scenario (what it shows, nodes, and what must come out) and
 * the resources that go in.
 */
class ScenariosTest {
  private static final Path FOLDER = Path.of("src/test/resources/scenarios");

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  record Scenario(
      String apiVersion,
      String kind,
      String shows,
      Map<String, Map<String, String>> nodes,
      List<String> protectedPrefixes,
      Map<String, String> states,
      List<String> findings,
      List<String> conflicts) {
    Scenario {
      nodes = Absent.toEmpty(nodes);
      protectedPrefixes = Absent.toEmpty(protectedPrefixes);
      states = Absent.toEmpty(states);
      findings = Absent.toEmpty(findings);
      conflicts = Absent.toEmpty(conflicts);
    }
  }

  @TestFactory
  Stream<DynamicTest> scenarios() throws IOException {
    List<Path> files;
    try (Stream<Path> list = Files.list(FOLDER)) {
      files = list.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThan(8);
    return files.stream()
        .map(file ->
            DynamicTest.dynamicTest(
                file.getFileName() + ": " + scenario(file).shows, () -> run(file)));
  }

  private static void run(Path file) throws IOException {
    Scenario scenario = scenario(file);
    YamlReading reading = StrictYaml.read(file.getFileName().toString(), Files.readAllBytes(file));
    assertThat(reading.errors()).isEmpty();

    Compilation compilation = Compiler.compile(Inputs.of(reading), facts(scenario));

    Map<String, String> states = new TreeMap<>();
    compilation.states().forEach((node, state) -> states.put(node, StateText.of(state)));
    assertThat(
            compilation.diagnostics().stream()
                .map(d -> d.severity() + " " + d.code() + " " + d)
                .toList())
        .isEqualTo(scenario.findings);
    assertThat(states).isEqualTo(scenario.states);
    assertThat(conflicts(compilation)).isEqualTo(scenario.conflicts);
    compilation
        .states()
        .values()
        .forEach(state -> {
          SliceTree tree = SliceTree.of(state);
          assertThat(SliceTree.read(tree.root(), tree)).isEqualTo(state);
        });
  }

  private static List<String> conflicts(Compilation compilation) {
    List<String> conflicts = new ArrayList<>();
    compilation
        .reports()
        .forEach((owner, report) ->
            report
                .conflicts()
                .forEach(c ->
                    conflicts.add(
                        owner + ": " + c.role() + " against " + c.with() + ", " + c.key())));
    return conflicts;
  }

  private static Facts facts(Scenario scenario) {
    return new Facts(
        scenario.nodes.entrySet().stream()
            .map(node -> new NodeFacts(node.getKey(), node.getValue()))
            .toList(),
        scenario.protectedPrefixes.stream().map(Prefix::parse).toList());
  }

  private static Scenario scenario(Path file) {
    @Nullable Scenario scenario = null;
    try (MappingIterator<JsonNode> documents =
        YAML.readerFor(JsonNode.class).readValues(Files.readString(file, UTF_8))) {
      while (documents.hasNext()) {
        JsonNode document = documents.next();
        if (document.path("kind").asText().equals("Scenario")) {
          scenario = YAML.treeToValue(document, Scenario.class);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
    return Objects.requireNonNull(scenario, () -> file + " has no Scenario");
  }
}
