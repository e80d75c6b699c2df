package dev.waymark.controller.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.json.IntOrPercent;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.Rollout;
import dev.waymark.api.v1alpha1.Route;
import dev.waymark.api.v1alpha1.RouteType;
import dev.waymark.compiler.Compiler;
import dev.waymark.compiler.holding.Contribution;
import dev.waymark.compiler.holding.Contributions;
import dev.waymark.compiler.holding.Realisation;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.compiler.slice.SliceTree;
import dev.waymark.controller.rollout.NodeStanding.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/**
 * Edits, passes, nodes and new leaders in any order. Two of the tables share a table id and want
 * the same destinations, so that they are also in conflict.
 */
class AnyOrderOfEventsTest {
  private static final int NODES = 6;
  private static final int TABLES = 4;
  private static final List<Reach> REACHES = List.of(Reach.values());
  private static final int STEPS = 200;
  private static final int PATIENCE = 3_000;

  @Property(tries = 30)
  void aBadChangeTouchesTheCanariesAloneAndEverybodyElseConverges(@ForAll long seed) {
    Run run = new Run(seed, true);
    run.randomly();
    run.settle();

    Compiler compiler = run.cluster.compiler();
    run.cluster.touched.forEach(
        (bad, nodes) -> assertThat(nodes).as(bad).hasSizeLessThanOrEqualTo(run.canary(bad)));
    compiler
        .contributions()
        .forEach((owner, declared) -> {
          if (!run.isBad(owner.name())) {
            run.assertServed(declared, compiler);
          }
        });
    run.repair();
    run.settle();
    run.assertConverged();
  }

  @Property(tries = 15)
  void whereNobodyIsNamedAllWaitUntilTheBadOneIsMended(@ForAll long seed) {
    Run run = new Run(seed, false);
    run.randomly();
    run.settle();
    run.repair();
    run.settle();
    run.assertConverged();
  }

  private static final class Run {
    private final Random random;
    private final SimulatedCluster cluster;
    private final List<Rollout> rollouts = new ArrayList<>();
    private final int[] versions = new int[TABLES];
    private final boolean[] bad = new boolean[TABLES];
    private int badEdits;

    Run(long seed, boolean named) {
      random = new Random(seed);
      cluster = new SimulatedCluster(NODES, named);
      for (int i = 0; i < TABLES; i++) {
        @Nullable IntOrPercent atATime =
            switch (random.nextInt(3)) {
              case 0 -> null;
              case 1 -> IntOrPercent.count(random.nextInt(4));
              default -> IntOrPercent.parse("50%");
            };
        rollouts.add(new Rollout(1 + random.nextInt(2), atATime, null));
        declare(i);
      }
      settle();
    }

    void randomly() {
      for (int i = 0; i < STEPS; i++) {
        switch (random.nextInt(12)) {
          case 0 -> edit();
          case 1 -> cluster.forget();
          case 2 -> any().reach = REACHES.get(random.nextInt(3));
          case 3, 4, 5 -> pass();
          default -> any().step();
        }
      }
    }

    private void edit() {
      if (random.nextInt(4) > 0) {
        return;
      }
      int i = random.nextInt(TABLES);
      bad[i] = random.nextInt(3) == 0 && badEdits < NodeStanding.REJECTIONS_MAX;
      badEdits += bad[i] ? 1 : 0;
      declare(i);
      if (!bad[i] && random.nextInt(5) == 0) {
        cluster.delete("t" + i);
      }
    }

    private void declare(int i) {
      versions[i]++;
      List<Route> routes = new ArrayList<>();
      for (int j = 0; j < 3; j++) {
        if (random.nextBoolean()) {
          routes.add(blackhole("198.51.%d.0/24".formatted(i < 2 ? j : 10 * i + j)));
        }
      }
      routes.add(blackhole("192.0.%d.%d/32".formatted(i, versions[i] % 256)));
      if (bad[i]) {
        routes.add(blackhole("203.0.%d.%d/32".formatted(i, versions[i] % 256)));
      }
      cluster.declare("t" + i, i < 2 ? 100 : 100 + i, rollouts.get(i), routes);
    }

    private static Route blackhole(String to) {
      return new Route(
          Prefix.parse(to), RouteType.Blackhole, null, List.of(), null, null, null, null, null);
    }

    private void pass() {
      cluster.pass();
      Compiler compiler = cluster.compiler();
      for (int i = 0; i < TABLES; i++) {
        assertFewOnTheWay(i, compiler);
      }
    }

    private void assertFewOnTheWay(int i, Compiler compiler) {
      Owner owner = Owner.of("RouteTable", "t" + i);
      @Nullable Contribution declared = compiler.contributions().get(owner);
      if (declared == null) {
        return;
      }
      long onTheWay =
          cluster.nodes.values().stream()
              .filter(node ->
                  node.reach == Reach.Present
                      && realises(declared, node.spec(), compiler)
                      && !realises(declared, node.stable(), compiler))
              .count();
      Rollout rollout = rollouts.get(i);
      IntOrPercent atATime = rollout.maxUnavailable();
      int limit =
          Math.max(
              rollout.canary() == null ? 1 : rollout.canary(),
              Math.max(1, (atATime == null ? IntOrPercent.parse("25%") : atATime).of(NODES)));
      assertThat(onTheWay).as("%s on the way", owner).isLessThanOrEqualTo(limit);
    }

    private boolean realises(Contribution declared, @Nullable Digest root, Compiler compiler) {
      DesiredState state = cluster.state(root);
      return Realisation.of(
          declared, state, Contributions.of(state).of(declared.owner()), compiler.ranks());
    }

    /** Until nothing moves any more, with everybody present. */
    void settle() {
      cluster.nodes.values().forEach(node -> node.reach = Reach.Present);
      int before = cluster.publishes;
      boolean moved = true;
      for (int i = 0; moved; i++) {
        assertThat(i).as("rounds until nothing moves").isLessThan(PATIENCE);
        moved = cluster.pass();
        for (SimulatedNode node : cluster.nodes.values()) {
          moved |= node.step();
        }
      }
      assertThat(cluster.publishes - before)
          .as("publishes until nothing moves")
          .isLessThanOrEqualTo(NODES * TABLES * 8);
    }

    void repair() {
      for (int i = 0; i < TABLES; i++) {
        if (bad[i]) {
          bad[i] = false;
          declare(i);
        }
      }
    }

    boolean isBad(String name) {
      return bad[name.charAt(1) - '0'];
    }

    int canary(String badRoute) {
      int i = Integer.parseInt(badRoute.split("\\.", -1)[2]);
      Integer canary = rollouts.get(i).canary();
      return canary == null ? 1 : canary;
    }

    void assertServed(Contribution declared, Compiler compiler) {
      cluster.nodes.forEach((name, node) ->
          assertThat(realises(declared, node.stable(), compiler))
              .as("%s on %s", declared.owner(), name)
              .isTrue());
    }

    void assertConverged() {
      SortedMap<String, DesiredState> states = cluster.compiler().declared().states();
      cluster.nodes.forEach((name, node) ->
          assertThat(cluster.state(node.stable())).as(name).isEqualTo(states.get(name)));
      cluster.nodes.forEach((name, node) ->
          assertThat(node.spec())
              .isEqualTo(SliceTree.of(cluster.compiler().declared().state(name)).root()));
    }

    private SimulatedNode any() {
      return List.copyOf(cluster.nodes.values()).get(random.nextInt(NODES));
    }
  }
}
