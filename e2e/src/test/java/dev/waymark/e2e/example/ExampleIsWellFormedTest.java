package dev.waymark.e2e.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ExampleIsWellFormedTest {

  @Test
  void thereAreExamples() {
    assertThat(Example.all()).hasSizeGreaterThanOrEqualTo(8);
  }

  @Test
  void everyExampleHasManifestsPacketsAndAReadme() {
    assertThat(Example.all())
        .allSatisfy(example -> {
          assertThat(example.manifests()).isNotEmpty();
          assertThat(example.packets()).isNotEmpty();
          assertThat(example.directory().resolve("README.md")).isRegularFile();
        });
  }

  @Test
  void everyExampleStandsInTheTable() throws Exception {
    Path examples = Example.all().getFirst().directory().resolveSibling("README.md");
    String table = Files.readString(examples);
    assertThat(Example.all())
        .allSatisfy(example -> assertThat(table).contains("](" + example.name() + ")"));
  }
}
