package dev.waymark.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.api.json.Json;
import dev.waymark.cli.fixture.Readme;
import dev.waymark.cli.fixture.Repository;
import dev.waymark.cli.fixture.Said;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class APlanReadsWellTest {

  private static final String EDGE =
      """
      apiVersion: waymark.dev/v1alpha1
      kind: RouteTable
      metadata: {name: edge}
      spec:
        tableId: 254
        nodeSelector: {matchLabels: {site: north}}
        routes:
        - {to: 198.51.100.0/24, via: [{gateway: 10.0.1.2}]}
        - {to: 203.0.113.0/24, via: [{gateway: 10.0.1.2}]}
      """;

  private static final String GUESTS =
      """
      apiVersion: waymark.dev/v1alpha1
      kind: RoutingPolicy
      metadata: {name: guests}
      spec:
        priority: 100
        nodeSelector: {matchLabels: {site: north}}
        rules:
        - {name: web, match: {from: [10.0.0.128/25]}, action: {type: Lookup, tableId: 100}}
      """;

  private static final String NODES =
      """
      - {name: r1, labels: {site: north}}
      - {name: r2, labels: {site: north}}
      - {name: r3, labels: {site: south}}
      """;

  private final Repository repository;

  APlanReadsWellTest(@TempDir Path folder) {
    repository =
        Repository.in(folder)
            .write("edge.yaml", EDGE)
            .write("nodes.txt", NODES)
            .commit("Reach both through A")
            .branch("feature")
            .write("edge.yaml", EDGE.replaceFirst("10\\.0\\.1\\.2", "10.0.2.2"))
            .write("guests.yaml", GUESTS)
            .commit("The first through B, guests by their own table");
  }

  @AfterEach
  void close() {
    repository.close();
  }

  private Said plan(String... words) {
    return repository.plan("nodes.txt", words);
  }

  @Test
  void linesAsIpWritesThemForEachClassOfNodesAndTheRootsThatTheyWillReport() {
    Said plan = plan("--from", "main", "--to", "feature");
    assertThat(plan.out())
        .isEqualTo(Readme.sample("kubectl waymark plan --from main --to feature"));
    assertThat(plan.code()).isEqualTo(1);
    assertThat(plan.err())
        .isEqualTo(
            """
            note: guests.yaml:8:81: spec.rules[0].action.tableId: no RouteTable fills table 100 \
            on node r1 and 1 more; until one does, the next matching rule decides
            """);
  }

  @Test
  void oneNodeMayBeShownAlone() {
    Said plan = plan("--from", "main", "--to", "feature", "--node", "r3");
    assertThat(plan.out())
        .contains("r3: unchanged\n  root swtgzaii6ffmxodub7ivicd67vrdb4qez3wd3tyzrq5ma6wddz7q\n")
        .endsWith("The node keeps what it has.\n")
        .doesNotContain("r1");
    assertThat(plan.code()).isZero();
  }

  @Test
  void theWayBackIsTheSamePlanReversed() {
    Said plan = plan("--from", "feature", "--to", "main");
    assertThat(plan.out())
        .contains(
            """
              - table 254: 198.51.100.0/24 via 10.0.2.2  # RouteTable edge
              + table 254: 198.51.100.0/24 via 10.0.1.2  # RouteTable edge
              - rule 100: from 10.0.0.128/25 lookup 100  # RoutingPolicy guests, rule web
            """)
        .endsWith("2 of 3 nodes change: 1 route changed, 1 rule removed.\n");
  }

  @Test
  void whatIsOnlyInTheWorkTreeIsNotThere() {
    repository.write("edge.yaml", "kind: nonsense");
    assertThat(plan("--from", "main").code()).isEqualTo(1);
    assertThat(plan("--from", "HEAD").out()).endsWith("All 3 nodes keep what they have.\n");
  }

  @Test
  void programsReadTheSame() throws Exception {
    JsonNode plan =
        Json.mapper().readTree(plan("--from", "main", "--to", "feature", "-o", "json").out());
    assertThat(plan.at("/changed").asBoolean()).isTrue();
    assertThat(plan.at("/classes/0/nodes").toString()).isEqualTo("[\"r1\",\"r2\"]");
    assertThat(plan.at("/classes/0/changes").toString())
        .isEqualTo(
            "[{\"kind\":\"route\","
                + "\"before\":\"table 254: 198.51.100.0/24 via 10.0.1.2  # RouteTable edge\","
                + "\"after\":\"table 254: 198.51.100.0/24 via 10.0.2.2  # RouteTable edge\"},"
                + "{\"kind\":\"rule\",\"after\":\"rule 100: from 10.0.0.128/25 lookup 100"
                + "  # RoutingPolicy guests, rule web\"}]");
    assertThat(plan.at("/classes/1/rootBefore")).isEqualTo(plan.at("/classes/1/rootAfter"));
  }
}
