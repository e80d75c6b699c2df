package dev.waymark.cli.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.json.Json;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.RouteTable;
import dev.waymark.api.v1alpha1.RoutingPolicy;
import dev.waymark.api.v1alpha1.TrafficSteer;
import dev.waymark.api.yaml.StrictYaml;
import dev.waymark.api.yaml.YamlDocument;
import dev.waymark.cli.fixture.RandomManifests;
import dev.waymark.cli.plan.Plan.NodeClass;
import dev.waymark.cli.plan.Plan.Side;
import dev.waymark.cli.plan.Planning.Candidate;
import dev.waymark.cli.plan.Planning.Outcome.Planned;
import dev.waymark.compiler.Compilation;
import dev.waymark.compiler.Compiler;
import dev.waymark.compiler.Facts;
import dev.waymark.compiler.Inputs;
import dev.waymark.compiler.cluster.ClusterInputs;
import dev.waymark.compiler.diff.StateDiff;
import dev.waymark.compiler.select.NodeFacts;
import dev.waymark.compiler.slice.SliceTree;
import dev.waymark.repository.Manifests;
import dev.waymark.repository.SourceFile;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * The operator has the same resources by another way: as the API server gives them, in any order,
 * with uid, generation and status. What it would publish and what a plan says must be one.
 */
class APlanNamesTheRootThatTheClusterReportsTest {

  private static final Facts FACTS =
      new Facts(
          List.of(
              new NodeFacts("n1", Map.of("site", "north")),
              new NodeFacts("n2", Map.of("site", "south")),
              new NodeFacts("n3", Map.of("site", "west")),
              new NodeFacts("n4", Map.of())),
          List.of(Prefix.parse("10.96.0.0/12"), Prefix.parse("fd00:96::/108")));

  private static Manifests read(SortedMap<String, String> files) {
    Manifests manifests =
        Manifests.read(
            files.entrySet().stream()
                .map(file -> new SourceFile(file.getKey(), file.getValue()))
                .toList());
    assertThat(manifests.errors()).isEmpty();
    return manifests;
  }

  private static Inputs asTheClusterHasThem(SortedMap<String, String> files, Random order)
      throws Exception {
    List<RouteTable> tables = new ArrayList<>();
    List<RoutingPolicy> policies = new ArrayList<>();
    for (String text : files.values()) {
      for (YamlDocument document : StrictYaml.read("f", text.getBytes(UTF_8)).documents()) {
        CustomResource<?, ?> resource = ((YamlDocument.Resource) document).resource();
        resource.getMetadata().setUid("c1a0" + order.nextInt());
        resource.getMetadata().setGeneration(order.nextLong(1, 99));
        String json = Json.mapper().writeValueAsString(resource);
        if (resource instanceof RouteTable) {
          tables.add(Json.mapper().readValue(json, RouteTable.class));
        } else {
          policies.add(Json.mapper().readValue(json, RoutingPolicy.class));
        }
      }
    }
    Collections.shuffle(tables, order);
    Collections.shuffle(policies, order);
    return ClusterInputs.of(tables, policies, List.<TrafficSteer>of(), List.of());
  }

  @Property(tries = 100)
  void beforeAndAfterAnyEdits(@ForAll long seed) throws Exception {
    Random order = new Random(seed);
    RandomManifests manifests = new RandomManifests(seed);
    SortedMap<String, String> before = new TreeMap<>(manifests.files());
    Inputs clusterBefore = asTheClusterHasThem(before, order);
    manifests.edit();
    manifests.edit();
    SortedMap<String, String> after = new TreeMap<>(manifests.files());

    // The cluster holds the revision before, as it does when somebody plans.
    Plan plan =
        ((Planned)
                new Planning(FACTS, clusterBefore)
                    .between(
                        new Candidate(new Side("a", "a"), read(before)),
                        new Candidate(new Side("b", "b"), read(after))))
            .plan();

    Compilation old = Compiler.compile(clusterBefore, FACTS);
    Compilation fresh = Compiler.compile(asTheClusterHasThem(after, order), FACTS);
    for (NodeClass one : plan.classes()) {
      for (String node : one.nodes()) {
        assertThat(one.before()).isEqualTo(SliceTree.of(old.state(node)).root());
        assertThat(one.after()).isEqualTo(SliceTree.of(fresh.state(node)).root());
        assertThat(one.changes()).isEqualTo(StateDiff.between(old.state(node), fresh.state(node)));
      }
    }
    assertThat(plan.classes().stream().flatMap(one -> one.nodes().stream()))
        .containsExactlyInAnyOrder("n1", "n2", "n3", "n4");
  }

  @Property(tries = 25)
  void whatOthersDeclaredStays(@ForAll long seed, @ForAll long others) throws Exception {
    SortedMap<String, String> theirs = new TreeMap<>();
    new RandomManifests(others)
        .files()
        .forEach((file, text) ->
            theirs.put("their-" + file, text.replaceAll("name: (t|p)(\\d)", "name: their$1$2")));
    Random order = new Random(seed);
    RandomManifests manifests = new RandomManifests(seed);
    SortedMap<String, String> before = new TreeMap<>(manifests.files());
    manifests.edit();
    SortedMap<String, String> after = new TreeMap<>(manifests.files());
    SortedMap<String, String> cluster = new TreeMap<>(theirs);
    cluster.putAll(before);

    Plan plan =
        ((Planned)
                new Planning(FACTS, asTheClusterHasThem(cluster, order))
                    .between(
                        new Candidate(new Side("a", "a"), read(before)),
                        new Candidate(new Side("b", "b"), read(after))))
            .plan();

    SortedMap<String, String> then = new TreeMap<>(theirs);
    then.putAll(after);
    Compilation fresh = Compiler.compile(asTheClusterHasThem(then, order), FACTS);
    for (NodeClass one : plan.classes()) {
      for (String node : one.nodes()) {
        assertThat(one.after()).isEqualTo(SliceTree.of(fresh.state(node)).root());
      }
    }
  }
}
