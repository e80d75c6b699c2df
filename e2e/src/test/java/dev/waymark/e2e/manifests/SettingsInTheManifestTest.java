package dev.waymark.e2e.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.waymark.daemon.settings.NodeSettings;
import dev.waymark.daemon.settings.SettingsOverrides;
import dev.waymark.daemon.settings.SettingsReader;
import dev.waymark.daemon.settings.SourceSettings;
import dev.waymark.daemon.settings.WrongSettings;
import dev.waymark.e2e.lab.Checkout;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the DaemonSet tells its daemons, as they read it. */
class SettingsInTheManifestTest {
  private static final Path FOLDER = Checkout.path("manifests/node-daemon");

  @Test
  void theDaemonFollowsTheClusterItIsIn() throws WrongSettings {
    assertThat(settings().source()).isEqualTo(new SourceSettings.Kubernetes(Optional.empty()));
  }

  @Test
  void whatItKeepsIsOnTheHostOrBesideIt() throws WrongSettings, IOException {
    NodeSettings.Directories directories = settings().directories();
    List<String> mounted =
        container()
            .at("/volumeMounts")
            .valueStream()
            .map(mount -> mount.at("/mountPath").asText())
            .toList();

    assertThat(mounted)
        .contains(
            Objects.requireNonNull(directories.pin().getParent()).toString(),
            directories.state().toString(),
            directories.run().toString());
  }

  @Test
  void twoStoresAndTheDaemonFitIntoThePodsMemory() throws WrongSettings, IOException {
    String limit = container().at("/resources/limits/memory").asText();

    assertThat(Quantity.parse(limit).getNumericalAmount().longValueExact())
        .isEqualTo(2 * settings().storeLimit() + (256L << 20));
  }

  private static NodeSettings settings() throws WrongSettings {
    return SettingsReader.read(FOLDER.resolve("node.yaml"), SettingsOverrides.NONE);
  }

  private static JsonNode container() throws IOException {
    return new YAMLMapper()
        .readTree(FOLDER.resolve("daemon-set.yaml").toFile())
        .at("/spec/template/spec/containers/0");
  }
}
