package dev.waymark.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.cli.fixture.Readme;
import dev.waymark.cli.fixture.Repository;
import dev.waymark.cli.fixture.Said;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AWrongRevisionIsNamedTest {

  private static final String EDGE =
      """
      apiVersion: waymark.dev/v1alpha1
      kind: RouteTable
      metadata: {name: edge}
      spec:
        tableId: 254
        nodeSelector: {}
        routes:
        - {to: 198.51.100.0/24, via: [{gateway: 10.0.1.2}]}
      """;

  private final Repository repository;

  AWrongRevisionIsNamedTest(@TempDir Path folder) {
    repository =
        Repository.in(folder)
            .write("routes/edge.yaml", EDGE)
            .write("nodes.txt", "- {name: r1}\n")
            .commit("One route");
  }

  @AfterEach
  void close() {
    repository.close();
  }

  private Said plan(String... words) {
    return repository.plan("nodes.txt", words);
  }

  @Test
  void whatCannotBeReadIsToldAsTheGitSourceTellsIt() {
    repository.write("routes/edge.yaml", EDGE.replace("10.0.1.2", "10.0.1.300")).commit("Typo");
    Said plan = plan("--from", "HEAD~1");
    assertThat(plan.code()).isEqualTo(2);
    assertThat(plan.out()).isEmpty();
    assertThat(plan.err()).isEqualTo(Readme.sample("kubectl waymark plan --from HEAD~1"));
  }

  @Test
  void whatTheCompilerRefusesHasAPlaceToo() {
    Said plan = plan("--from", "HEAD", "--protect", "198.51.100.0/22");
    assertThat(plan.code()).isEqualTo(2);
    assertThat(plan.err())
        .startsWith(
            "routes/edge.yaml:8:10: spec.routes[0].to: 198.51.100.0/24 lies inside the protected"
                + " prefix 198.51.100.0/22");
  }

  @Test
  void aRevisionThatIsNotThereIsWrongInput() {
    Said plan = plan("--from", "v9");
    assertThat(plan.code()).isEqualTo(2);
    assertThat(plan.err()).contains("has no revision v9; fetch it, or name another");
  }

  @Test
  void aFolderThatIsNotThereIsWrongInput() {
    Said plan = plan("--from", "HEAD", "--path", "router");
    assertThat(plan.code()).isEqualTo(2);
    assertThat(plan.err()).contains("has no folder router; correct the path");
  }

  @Test
  void aNodeThatIsNotThereIsWrongInput() {
    Said plan = plan("--from", "HEAD", "--node", "r9");
    assertThat(plan.code()).isEqualTo(2);
    assertThat(plan.err()).contains("there is no node r9; there are [r1]");
  }

  @Test
  void aFileThatIsNoListOfNodesIsWrongInput() {
    repository.write("nodes.txt", "- {name: r1}\n- {nome: r2}\n");
    Said plan = plan("--from", "HEAD");
    assertThat(plan.code()).isEqualTo(2);
    assertThat(plan.err()).contains("nodes.txt:2:").contains("is no list of nodes");
  }

  @Test
  void theFolderMayBeNamed() {
    assertThat(plan("--from", "HEAD", "--path", "routes").code()).isZero();
  }
}
