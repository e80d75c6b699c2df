package dev.waymark.api.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class HostileFilesTest {
  /** Shows API-DOC-05. */
  @Test
  void aBombOfAliasesIsRefusedAtOnce() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String before = "*a" + (i - 1);
      bomb.append(
          "a%d: &a%d [%s]\n"
              .formatted(i, i, String.join(", ", java.util.Collections.nCopies(10, before))));
    }
    YamlReading reading =
        Assertions.assertTimeout(Duration.ofSeconds(10), () -> read(bomb.toString()));
    assertThat(problems(reading))
        .singleElement()
        .asString()
        .contains("aliases stand for more than");
  }

  @Test
  void anAliasStandsForWhatItsAnchorHolds() {
    YamlReading reading =
        read(
            """
            apiVersion: waymark.dev/v1alpha1
            kind: RouteTable
            metadata: {name: a}
            spec:
              tableId: 1
              nodeSelector: {}
              routes:
              - {to: 10.0.0.0/8, via: &way [{interface: eth0}]}
              - {to: 11.0.0.0/8, via: *way}
            """);
    assertThat(reading.errors()).isEmpty();
    assertThat(reading.documents()).hasSize(1);
  }

  @Test
  void anAliasWithoutItsAnchorAndOneInsideItselfAreTold() {
    assertThat(problems(read("a: *b\n")))
        .anyMatch(problem -> problem.contains("stands before its anchor"));
    assertThat(problems(read("a: &a [*a]\n")))
        .anyMatch(problem -> problem.contains("stands before its anchor"));
  }

  /** Shows API-DOC-05. */
  @Test
  void aMergeKeyIsAFieldThatNobodyKnows() {
    YamlReading reading =
        read(
            "apiVersion: waymark.dev/v1alpha1\nkind: RouteTable\nmetadata: {name: a}\nspec:\n  <<: {tableId: 1}\n");
    assertThat(problems(reading)).anyMatch(problem -> problem.contains("spec.<<: unknown field"));
  }

  @Test
  void depthIsBounded() {
    assertThat(problems(read("a: " + "[".repeat(5_000)))).isNotEmpty();
  }

  /** Shows API-KEY-01. */
  @Test
  void aKeyThatIsWrittenTwiceIsTold() {
    assertThat(problems(read("apiVersion: apps/v1\nkind: X\na: 1\na: 2\n")))
        .containsExactly("f.yaml:4:1: the key \"a\" is written twice; it stands already in line 3");
  }

  /** Shows API-DOC-01. */
  @Test
  void anErrorOfSyntaxIsToldAtItsPlaceAndWhatStandsBeforeItIsJudged() {
    assertThat(problems(read("apiVersion: waymark.dev/v9\nkind: RouteTable\n---\na: b\n c: d\n")))
        .containsExactly(
            "f.yaml:1:13: apiVersion: \"waymark.dev/v9\" is a version that is not known here; write waymark.dev/v1alpha1",
            "f.yaml:5:3: is not YAML here: mapping values are not allowed here");
  }

  @Test
  void whatIsNotUtf8IsTold() {
    assertThat(problems(StrictYaml.read("f.yaml", new byte[] {(byte) 0xff, (byte) 0xfe, 0})))
        .containsExactly("f.yaml:1:1: the file is not UTF-8; save it as UTF-8");
    assertThat(read("\ufeffapiVersion: v1\nkind: X\n").errors()).isEmpty();
  }

  /** Shows API-TYPE-01. */
  @Test
  void valuesThatOtherReadersBendAreRefused() {
    YamlReading reading =
        read(
            """
            apiVersion: waymark.dev/v1alpha1
            kind: RouteTable
            metadata: {name: a}
            spec:
              tableId: 010
              precedence: 0x10
              nodeSelector:
              routes: [{to: 10.0.0.0/8, type: Blackhole, force: yes, metric: 1e3}]
            """);
    assertThat(reading.errors())
        .extracting(YamlError::path)
        .containsExactly(
            "spec.tableId",
            "spec.precedence",
            "spec.nodeSelector",
            "spec.routes[0].force",
            "spec.routes[0].metric");
  }

  @Property(tries = 2_000)
  void noTextBreaksTheReader(@ForAll("texts") String text) {
    YamlReading reading = read("apiVersion: waymark.dev/v1alpha1\nkind: RouteTable\nspec: " + text);
    assertThat(reading.errors()).isNotEmpty().allMatch(error -> !error.problem().isBlank());
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ", ",
            ": ",
            "\n",
            "\n  ",
            "- ",
            "&a ",
            "*a",
            "!!int ",
            "!x ",
            "|\n",
            "'",
            "\"",
            "? ",
            "#",
            "---\n",
            "...\n",
            "tableId",
            "routes",
            "to",
            "10.0.0.0/8",
            "7",
            "~",
            "\t",
            "%",
            "@",
            "\0")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  private static java.util.List<String> problems(YamlReading reading) {
    return reading.errors().stream().map(YamlError::toString).toList();
  }

  private static YamlReading read(String text) {
    return StrictYaml.read("f.yaml", text.getBytes(StandardCharsets.UTF_8));
  }
}
