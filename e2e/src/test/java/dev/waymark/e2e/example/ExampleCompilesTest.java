package dev.waymark.e2e.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.yaml.StrictYaml;
import dev.waymark.api.yaml.YamlReading;
import dev.waymark.compiler.Compilation;
import dev.waymark.compiler.Compiler;
import dev.waymark.compiler.Facts;
import dev.waymark.compiler.Inputs;
import dev.waymark.compiler.select.NodeFacts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be known of an example without packets: it is read and compiled without a complaint. */
class ExampleCompilesTest {

  @ParameterizedTest
  @MethodSource("dev.waymark.e2e.example.Example#all")
  void withoutAnyDiagnostic(Example example) {
    var files = new StrictYaml();
    example
        .files()
        .forEach((name, content) -> files.add(name, content.getBytes(StandardCharsets.UTF_8)));
    YamlReading reading = files.reading();

    assertThat(reading.errors()).isEmpty();
    assertThat(reading.skipped()).as("packets.yaml, and nothing else").hasSize(1);
    Compilation compilation =
        Compiler.compile(
            Inputs.of(reading), new Facts(List.of(new NodeFacts("r1", Map.of())), List.of()));
    assertThat(compilation.reports().values())
        .isNotEmpty()
        .allSatisfy(report -> {
          assertThat(report.diagnostics()).isEmpty();
          assertThat(report.conflicts()).isEmpty();
        });
  }
}
