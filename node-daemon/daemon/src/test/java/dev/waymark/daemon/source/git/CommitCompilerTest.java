package dev.waymark.daemon.source.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Prefix;
import dev.waymark.compiler.slice.SliceTree;
import dev.waymark.daemon.source.SourceReading;
import dev.waymark.daemon.source.SourceReading.Found;
import dev.waymark.daemon.source.SourceReading.Rejected;
import dev.waymark.daemon.source.Wanted;
import dev.waymark.repository.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommitCompilerTest {

  private static final String EDGE =
      """
      apiVersion: waymark.dev/v1alpha1
      kind: RouteTable
      metadata: {name: edge}
      spec:
        tableId: 254
        nodeSelector: {matchLabels: {site: north}}
        routes:
        - {to: 10.50.0.0/24, via: [{gateway: 10.2.0.2}]}
      """;

  private static SourceReading compile(String... files) {
    List<SourceFile> all = new ArrayList<>();
    for (int i = 0; i < files.length; i++) {
      all.add(new SourceFile("f%d.yaml".formatted(i), files[i]));
    }
    return new CommitCompiler("r1", Map.of("site", "north"), List.of(Prefix.parse("10.96.0.0/12")))
        .compile(new GitReading.Found("c0ffee", all));
  }

  @Test
  void aGoodCommitIsWantedWithAllItsSlices() {
    Wanted wanted = ((Found) compile(EDGE)).wanted();
    assertThat(wanted.state().routes()).isEqualTo(1);
    assertThat(wanted.state().protectedPrefixes()).containsExactly(Prefix.parse("10.96.0.0/12"));
    assertThat(wanted.root()).isEqualTo(SliceTree.of(wanted.state()).root());
    assertThat(wanted.slices()).isNotEmpty();
    assertThat(wanted.revision()).isEqualTo("c0ffee");
  }

  @Test
  void oneBadDocumentRefusesTheWholeCommitWithItsPlace() {
    String other = EDGE.replace("edge", "core").replace("10.2.0.2", "10.2.0.300");
    Rejected rejected = (Rejected) compile(EDGE, other);
    assertThat(rejected.errors())
        .singleElement()
        .asString()
        .startsWith("f1.yaml:8:")
        .contains("spec.routes[0].via[0].gateway: \"10.2.0.300\" is not an IP address");
  }

  @Test
  void whatTheCompilerRefusesHasAPlaceToo() {
    Rejected rejected = (Rejected) compile(EDGE.replace("10.50.0.0/24", "10.97.0.0/16"));
    assertThat(rejected.errors())
        .singleElement()
        .asString()
        .startsWith("f0.yaml:8:")
        .contains("spec.routes[0].to");
  }

  @Test
  void documentsOfOtherGroupsArePassedOver() {
    assertThat(compile(EDGE, "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}\n"))
        .isInstanceOf(Found.class);
  }

  @Test
  void aCommitWithoutDocumentsIsAnExplicitEmptyState() {
    assertThat(((Found) compile()).wanted().state().routes()).isZero();
  }
}
