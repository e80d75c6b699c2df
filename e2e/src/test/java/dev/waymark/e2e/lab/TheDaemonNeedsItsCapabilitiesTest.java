package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.waymark.e2e.example.Example;
import dev.waymark.e2e.lab.node.Daemon;
import dev.waymark.e2e.lab.node.GitRepository;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.traffic.Ping;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The capabilities that the DaemonSet gives back are what a daemon needs: with them it serves and
 * its probes answer, and each one that is missing is missed.
 */
@NeedsBpf
class TheDaemonNeedsItsCapabilitiesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void withThoseOfTheManifestItServes() throws IOException {
    try (Lab lab = Lab.standard("rights")) {
      Daemon daemon = start(lab, granted());

      daemon.awaitServing();

      assertThat(Ping.from(lab.client()).to(Lab.SERVER.v4()).answered()).isEqualTo(3);
      assertThat(daemon.report().condition("RouteTable", "edge", "Ready")).contains("True");
      assertThat(daemon.report().condition("RouteTable", "edge", "Degraded")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"BPF", "NET_ADMIN", "PERFMON"})
  void withoutOneItEndsAndSaysWhatTheSystemRefused(String capability) throws IOException {
    try (Lab lab = Lab.standard("rights")) {
      Daemon daemon = start(lab, allBut(capability));

      assertThat(daemon.process().await(PATIENCE)).isEqualTo(3);
      assertThat(daemon.log()).containsPattern("E(PERM|ACCES) \\(");
    }
  }

  @Test
  void withoutRawSocketsAnIcmpProbeIsNoProof() throws IOException {
    try (Lab lab = Lab.standard("rights")) {
      Daemon daemon = start(lab, allBut("NET_RAW"));

      daemon.await(
          "the probe is said to be dumb",
          status -> status.condition("RouteTable", "edge", "Degraded").equals(Optional.of("True")));
    }
  }

  private static Daemon start(Lab lab, List<String> capabilities) {
    GitRepository repository = GitRepository.create(lab);
    Example.named("probes").manifests().forEach(repository::write);
    repository.commit("The first routes");
    Daemon daemon = Daemon.configure(lab, repository, Settings.FAST);
    String bounding =
        capabilities.stream()
            .map(name -> ",+" + name.toLowerCase(Locale.ROOT))
            .collect(Collectors.joining("", "-all", ""));
    daemon.startBehind(
        "setpriv", "--inh-caps=-all", "--bounding-set=" + bounding, "--no-new-privs");
    return daemon;
  }

  private static List<String> allBut(String capability) throws IOException {
    List<String> rest = new ArrayList<>(granted());
    assertThat(rest.remove(capability)).as("the manifest has " + capability).isTrue();
    return rest;
  }

  private static List<String> granted() throws IOException {
    JsonNode daemonSet =
        new YAMLMapper().readTree(Checkout.path("manifests/node-daemon/daemon-set.yaml").toFile());
    JsonNode added =
        daemonSet.at("/spec/template/spec/containers/0/securityContext/capabilities/add");
    return added.valueStream().map(JsonNode::asText).toList();
  }
}
