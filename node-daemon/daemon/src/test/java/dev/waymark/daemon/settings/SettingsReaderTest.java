package dev.waymark.daemon.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waymark.api.net.Prefix;
import dev.waymark.daemon.kernel.NumberRange;
import dev.waymark.daemon.settings.InterfaceRule.HookChoice;
import dev.waymark.daemon.settings.InterfaceRule.PathChoice;
import dev.waymark.daemon.settings.InterfaceRule.SourceCheckChoice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {

  private static NodeSettings read(String text) throws WrongSettings {
    return read(text, SettingsOverrides.NONE);
  }

  private static NodeSettings read(String text, SettingsOverrides overrides) throws WrongSettings {
    return SettingsReader.read("node.yaml", text, overrides, name -> null);
  }

  private static List<String> problems(String text) {
    return catchThrowableOfType(WrongSettings.class, () -> read(text)).problems();
  }

  @Test
  void whatIsAbsentHasItsDocumentedValue() throws WrongSettings {
    NodeSettings settings = read("source: {git: {repository: /srv/routes}}");
    assertThat(settings.source())
        .isEqualTo(new SourceSettings.Git("/srv/routes", "main", ".", Duration.ofSeconds(2)));
    assertThat(settings.markMask()).isEqualTo(0x1f7f);
    assertThat(settings.kernelTables()).isEqualTo(new NumberRange(20000, 24095));
    assertThat(settings.rulePriorities()).isEqualTo(new NumberRange(20000, 20999));
    assertThat(settings.storeLimit()).isEqualTo(256 << 20);
    assertThat(settings.directories().pin()).isEqualTo(Path.of("/sys/fs/bpf/waymark"));
    assertThat(settings.interfaces())
        .containsExactly(
            new InterfaceRule(
                "Uplink", PathChoice.Kernel, HookChoice.Tcx, SourceCheckChoice.Strict));
    assertThat(settings.metricsListen()).map(ListenAddress::toString).hasValue("127.0.0.1:9640");
    assertThat(settings.node()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:1, 127.0.0.1:1",
    "[::1]:9640, [::1]:9640",
    "0.0.0.0:9640, 0.0.0.0:9640",
    ":9640, [::]:9640",
    "'', "
  })
  void metricsListenOnAnAddressOrNowhere(String written, @Nullable String expected)
      throws WrongSettings {
    NodeSettings settings =
        read("source: {git: {repository: /r}}\nmetrics: {listen: \"%s\"}".formatted(written));

    assertThat(settings.metricsListen().map(ListenAddress::toString))
        .isEqualTo(Optional.ofNullable(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:9640", "127.0.0.1", "::1:9640", "127.0.0.1:99999", "[::1]"})
  void metricsListenOnNothingElse(String written) {
    assertThat(
            problems(
                "source: {git: {repository: /r}}\nmetrics: {listen: \"%s\"}".formatted(written)))
        .singleElement()
        .asString()
        .startsWith("node.yaml:2:19: metrics.listen: ");
  }

  @Test
  void everySettingCanBeWritten() throws WrongSettings {
    NodeSettings settings =
        read(
            """
            node: {name: r1, labels: {site: north}}
            source: {git: {repository: "https://git.example/routes", branch: live, path: north, interval: 500ms}}
            interfaces:
            - {match: "lan*", path: Fast, hook: Tcx, sourceCheck: Off}
            markMask: 0xff
            kernelTables: {from: 30000, to: 30100}
            rulePriorities: {from: 100, to: 200}
            protected: [10.96.0.0/12, fd00::/48]
            store: {limit: 64Mi}
            localRoutes: 10
            directories: {pin: /sys/fs/bpf/w, state: /s, run: /r}
            metrics: {listen: "127.0.0.1:1"}
            clock: Trusted
            """);
    assertThat(settings.node()).isEqualTo("r1");
    assertThat(settings.labels()).isEqualTo(Map.of("site", "north"));
    assertThat(settings.source())
        .isInstanceOfSatisfying(
            SourceSettings.Git.class,
            git -> assertThat(git.interval()).isEqualTo(Duration.ofMillis(500)));
    assertThat(settings.interfaces())
        .containsExactly(
            new InterfaceRule("lan*", PathChoice.Fast, HookChoice.Tcx, SourceCheckChoice.Off));
    assertThat(settings.markMask()).isEqualTo(0xff);
    assertThat(settings.shields())
        .containsExactly(Prefix.parse("10.96.0.0/12"), Prefix.parse("fd00::/48"));
    assertThat(settings.storeLimit()).isEqualTo(64 << 20);
    assertThat(settings.clock()).isEqualTo(NodeSettings.ClockChoice.Trusted);
  }

  @Test
  void everyErrorIsToldAtOnceWithItsPlace() {
    assertThat(
            problems(
                """
                source: {git: {repository: /srv/routes, intervall: 2s}}
                interfaces:
                - {path: Quick, match: lan0}
                - {path: Fast}
                markMask: green
                protected: [10.96.0.1/12]
                store: {limit: 3Mi}
                colour: red
                """))
        .containsExactly(
            "node.yaml:8:1: colour: is unknown; known here: node, source, interfaces, markMask,"
                + " kernelTables, rulePriorities, protected, store, localRoutes, directories,"
                + " metrics, clock",
            "node.yaml:1:41: source.git.intervall: is unknown; known here: repository, branch,"
                + " path, interval",
            "node.yaml:3:10: interfaces[0].path: \"Quick\" is not allowed; write one of Kernel,"
                + " Fast",
            "node.yaml:4:3: interfaces[1].match: is missing; write a name, a glob such as lan*, or"
                + " Uplink",
            "node.yaml:5:11: markMask: \"green\" is not a number; write one from 1 to 4294967295,"
                + " or in hexadecimal with 0x",
            "node.yaml:6:13: protected[0]: \"10.96.0.1/12\" has host bits set; write 10.96.0.0/12",
            "node.yaml:7:16: store.limit: is not a power of two from 1Mi to 512Mi");
  }

  @Test
  void aFileThatIsNotYamlNamesThePlace() {
    assertThat(problems("node: [")).singleElement().asString().startsWith("node.yaml:1:8: is not");
  }

  @Test
  void aClusterIsReachedAsThePodSaysOrByAKubeconfig() throws WrongSettings {
    assertThat(read("source: {kubernetes: {}}").source())
        .isEqualTo(new SourceSettings.Kubernetes(Optional.empty()));
    assertThat(read("source: {kubernetes: {kubeconfig: /etc/waymark/kubeconfig}}").source())
        .isEqualTo(new SourceSettings.Kubernetes(Optional.of(Path.of("/etc/waymark/kubeconfig"))));
  }

  @Test
  void thereIsExactlyOneSource() {
    assertThat(problems("source: {git: {repository: /r}, kubernetes: {}}"))
        .containsExactly("node.yaml:1:9: source: stands beside git; keep one of the two");
    assertThat(problems("source: {}"))
        .containsExactly(
            "node.yaml:1:1: source.git.repository: is missing; write the repository's path or URL,"
                + " or source: {kubernetes: {}} in a cluster");
    assertThat(problems("source: {kubernetes: {kubeconfig: here, context: a}}"))
        .containsExactly(
            "node.yaml:1:41: source.kubernetes.context: is unknown; known here: kubeconfig",
            "node.yaml:1:35: source.kubernetes.kubeconfig: is not an absolute path; begin it with"
                + " /");
  }

  @Test
  void whatTheCommandLineSaysOfARepositoryContradictsACluster() {
    SettingsOverrides overrides = new SettingsOverrides(null, "/r", null, null, null, null);
    assertThat(
            catchThrowableOfType(
                    WrongSettings.class, () -> read("source: {kubernetes: {}}", overrides))
                .problems())
        .containsExactly(
            "node.yaml:1:9: source: is kubernetes, and --repository and --branch belong to git;"
                + " leave them out");
  }

  @Test
  void thePodTellsTheNodesNameWhereTheFileDoesNot() throws WrongSettings {
    String source = "source: {kubernetes: {}}\n";
    assertThat(inPod(source).node()).isEqualTo("worker-3");
    assertThat(inPod(source + "node: {name: r1}\n").node()).isEqualTo("r1");
  }

  private static NodeSettings inPod(String text) throws WrongSettings {
    return SettingsReader.read(
        "node.yaml",
        text,
        SettingsOverrides.NONE,
        name -> "NODE_NAME".equals(name) ? "worker-3" : null);
  }

  @Test
  void theCommandLinePrevails() throws WrongSettings {
    SettingsOverrides overrides =
        new SettingsOverrides("r9", "/other", "next", null, Path.of("/state"), null);
    NodeSettings settings = read("node: {name: r1}\n", overrides);
    assertThat(settings.node()).isEqualTo("r9");
    assertThat(settings.source())
        .isEqualTo(new SourceSettings.Git("/other", "next", ".", Duration.ofSeconds(2)));
    assertThat(settings.directories().state()).isEqualTo(Path.of("/state"));
    assertThat(settings.directories().run()).isEqualTo(Path.of("/run/waymark"));
  }
}
