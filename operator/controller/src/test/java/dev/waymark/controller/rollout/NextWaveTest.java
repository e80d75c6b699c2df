package dev.waymark.controller.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.json.IntOrPercent;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.node.v1alpha1.OwnerFailure;
import dev.waymark.api.v1alpha1.Rollout;
import dev.waymark.api.v1alpha1.Route;
import dev.waymark.api.v1alpha1.RouteType;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.slice.SliceTree;
import dev.waymark.controller.rollout.NodeStanding.Reach;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How a change spreads, step by step. */
class NextWaveTest {
  private static final String BAD = "203.0.0.1/32";

  private final SimulatedCluster cluster = new SimulatedCluster(4, true);

  @Test
  void theCanaryGoesFirstThenAsManyAsMayBeUnavailable() {
    declare("edge", 100, 1, IntOrPercent.count(2), "10.0.0.0/8");
    cluster.pass();
    assertThat(cluster.stands("edge")).isEqualTo("n0 Taking, n1 Waiting, n2 Waiting, n3 Waiting");
    assertThat(cluster.why("edge", "n1")).isEqualTo("waits until n0 proves it");

    work("n0");
    cluster.pass();

    assertThat(cluster.stands("edge")).isEqualTo("n0 Done, n1 Taking, n2 Taking, n3 Waiting");
    assertThat(cluster.why("edge", "n3")).isEqualTo("waits for its turn, at most 2 at a time");
  }

  @Test
  void aBadChangeStopsAtTheCanaryAndTheOthersGoOn() {
    declare("edge", 100, 1, null, "10.0.0.0/8");
    declare("core", 101, 1, null, "10.1.0.0/16");
    cluster.settle();

    declare("edge", 100, 1, null, "10.0.0.0/8", BAD);
    declare("core", 101, 1, null, "10.2.0.0/16");
    cluster.settle();

    assertThat(cluster.touched.get(BAD)).containsExactly("n0");
    assertThat(cluster.stands("edge")).isEqualTo("n0 Failed, n1 Waiting, n2 Waiting, n3 Waiting");
    assertThat(cluster.why("edge", "n1")).isEqualTo("keeps what it had: the rollout stopped at n0");
    assertThat(cluster.stands("core")).isEqualTo("n0 Done, n1 Done, n2 Done, n3 Done");

    declare("edge", 100, 1, null, "10.0.0.0/9");
    cluster.settle();

    assertThat(cluster.stands("edge")).isEqualTo("n0 Done, n1 Done, n2 Done, n3 Done");
  }

  @Test
  void whoGaveWayToSomebodyWhoIsStoppedStillGoesOn() {
    declare("a-first", 100, 1, null, "10.0.0.0/8");
    declare("b-second", 100, 1, null, "10.1.0.0/16", "10.2.0.0/16");
    cluster.settle();

    declare("a-first", 100, 1, null, "10.0.0.0/8", "10.1.0.0/16", BAD);
    declare("b-second", 100, 1, null, "10.1.0.0/16", "10.3.0.0/16");
    cluster.settle();

    assertThat(cluster.stands("a-first")).startsWith("n0 Failed");
    assertThat(cluster.stands("b-second")).isEqualTo("n0 Done, n1 Done, n2 Done, n3 Done");
  }

  @Test
  void aNodeThatIsAwayComesLast() {
    cluster.node("n0").reach = Reach.Unreachable;
    declare("edge", 100, 1, null, "10.0.0.0/8");
    cluster.pass();
    assertThat(cluster.stands("edge")).isEqualTo("n0 Waiting, n1 Taking, n2 Waiting, n3 Waiting");
    assertThat(cluster.why("edge", "n0"))
        .isEqualTo("is away, and takes it when the others proved it");

    cluster.settle();

    assertThat(cluster.stands("edge")).isEqualTo("n0 Taking, n1 Done, n2 Done, n3 Done");
  }

  @Test
  void aCanaryThatTookTheChangeAndFellSilentHoldsTheOthersBack() {
    declare("edge", 100, 1, null, "10.0.0.0/8");
    cluster.pass();
    cluster.node("n0").step();
    cluster.node("n0").reach = Reach.Unreachable;
    cluster.settle();

    assertThat(cluster.stands("edge")).isEqualTo("n0 Taking, n1 Waiting, n2 Waiting, n3 Waiting");
  }

  @Test
  void aNodeThatWentAwayBeforeItSawTheChangeHoldsNobodyBack() {
    declare("edge", 100, 1, null, "10.0.0.0/8");
    cluster.pass();
    cluster.node("n0").reach = Reach.Away;
    cluster.pass();

    assertThat(cluster.stands("edge")).isEqualTo("n0 Waiting, n1 Taking, n2 Waiting, n3 Waiting");
  }

  @Test
  void aDeletedTableGoesByTheSameWaves() {
    declare("edge", 100, 1, IntOrPercent.count(2), "10.0.0.0/8");
    cluster.settle();
    cluster.delete("edge");
    cluster.pass();
    assertThat(cluster.stands("edge")).isEqualTo("n0 Taking, n1 Waiting, n2 Waiting, n3 Waiting");

    work("n0");
    cluster.pass();
    assertThat(cluster.stands("edge")).isEqualTo("n0 Done, n1 Taking, n2 Taking, n3 Waiting");
  }

  @Test
  void whoVanishedStaysWhereNobodyExplainsItAndElseGoes() {
    declare("edge", 100, 1, null, "10.0.0.0/8");
    cluster.settle();
    cluster.tables.clear();
    cluster.kept.add(Owner.of("RouteTable", "edge"));
    cluster.settle();
    assertThat(cluster.stands("edge")).isEqualTo("n0 Waiting, n1 Waiting, n2 Waiting, n3 Waiting");

    cluster.kept.clear();
    cluster.settle();

    assertThat(cluster.stands("edge")).isEmpty();
    cluster
        .nodes
        .values()
        .forEach(node -> assertThat(cluster.state(node.stable()).routes()).isZero());
  }

  @Test
  void aTableThatDoesNotFitOnTheCanaryGoesNoFurther() {
    declare("edge", 100, 1, null, "10.0.0.0/8");
    cluster.pass();
    cluster
        .node("n0")
        .failures
        .add(new OwnerFailure("RouteTable edge", "StoreFull", "needs 300 MiB, the limit is 256"));
    cluster.settle();

    assertThat(cluster.stands("edge")).isEqualTo("n0 Failed, n1 Waiting, n2 Waiting, n3 Waiting");

    cluster.node("n0").failures.clear();
    cluster.settle();

    assertThat(cluster.stands("edge")).isEqualTo("n0 Done, n1 Done, n2 Done, n3 Done");
  }

  @Test
  void fiveBadChangesComeToRestAndAGoodOneFindsAnotherNode() {
    for (int i = 0; i < 5; i++) {
      declare("bad" + i, 100 + i, 1, null, "203.0." + i + ".1/32");
    }
    declare("good", 110, 1, null, "10.0.0.0/8");
    cluster.settle();

    assertThat(cluster.stands("good")).contains("n1 Done, n2 Done, n3 Done");
    for (int i = 0; i < 5; i++) {
      assertThat(cluster.stands("bad" + i)).contains("Failed").doesNotContain("Done");
    }
  }

  @Test
  void whatNobodyCanReadIsReplacedByWhatIsDeclared() {
    declare("edge", 100, 1, null, "10.0.0.0/8");
    cluster.settle();
    cluster.loseSlices();
    declare("edge", 100, 1, null, "10.0.0.0/9");
    cluster.settle();

    String declared = SliceTree.of(cluster.compiler().declared().state("n3")).root().toString();
    assertThat(cluster.nodes.values())
        .allSatisfy(node -> assertThat(node.stable()).hasToString(declared));
  }

  private void work(String node) {
    boolean moved = true;
    while (moved) {
      moved = cluster.node(node).step();
    }
  }

  private void declare(
      String name, int id, int canary, @Nullable IntOrPercent atATime, String... routes) {
    Stream<Route> blackholes =
        Arrays.stream(routes)
            .map(to ->
                new Route(
                    Prefix.parse(to),
                    RouteType.Blackhole,
                    null,
                    List.of(),
                    null,
                    null,
                    null,
                    null,
                    null));
    cluster.declare(name, id, new Rollout(canary, atATime, null), blackholes.toList());
  }
}
