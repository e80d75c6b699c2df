package dev.waymark.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PublishedCrdsAreCurrentTest {
  private static final Path FOLDER = Path.of("..", "manifests", "crds");

  @Test
  void theCommittedDefinitionsAreThoseOfTheRecords() throws IOException {
    Map<String, String> committed = new TreeMap<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(path -> path.toString().contains("waymark.dev")).toList()) {
        committed.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    assertThat(committed)
        .as("run \"make crds\" and commit what it writes")
        .containsExactlyInAnyOrderEntriesOf(CrdYaml.files());
  }

  @Test
  void aKubernetesClientReadsTheDefinitionsWithoutLoss() {
    KubernetesSerialization serialization = new KubernetesSerialization();
    CrdYaml.files()
        .forEach((name, text) -> {
          CustomResourceDefinition definition =
              serialization.unmarshal(text, CustomResourceDefinition.class);
          assertThat(definition.getMetadata().getName() + ".yaml").isEqualTo(name);
          assertThat(definition.getSpec().getVersions()).hasSize(1);
          assertThat(definition.getAdditionalProperties()).isEmpty();
        });
  }
}
