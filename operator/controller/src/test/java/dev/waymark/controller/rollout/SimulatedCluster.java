package dev.waymark.controller.rollout;

import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.LabelSelector;
import dev.waymark.api.v1alpha1.Rollout;
import dev.waymark.api.v1alpha1.Route;
import dev.waymark.api.v1alpha1.RouteTable;
import dev.waymark.api.v1alpha1.RouteTableSpec;
import dev.waymark.compiler.Compilation;
import dev.waymark.compiler.Compiler;
import dev.waymark.compiler.Facts;
import dev.waymark.compiler.Inputs;
import dev.waymark.compiler.holding.Contributions;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.select.NodeFacts;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.compiler.slice.SliceTree;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Resources, an operator that forgets, and nodes that reject every root in which somebody declares
 * a bad route. Everything happens one step at a time, in the order that a test chooses.
 */
final class SimulatedCluster {
  /** Bad routes lie in here; the third byte tells of whom, the fourth which version. */
  static final Prefix BAD = Prefix.parse("203.0.0.0/8");

  final SortedMap<String, RouteTable> tables = new TreeMap<>();
  final SortedMap<String, SimulatedNode> nodes = new TreeMap<>();

  /** By bad route, the nodes that ever had it live. */
  final Map<String, Set<String>> touched = new TreeMap<>();

  final boolean named;
  private final SliceMap slices = new SliceMap();
  private final Map<Digest, DesiredState> states = new HashMap<>();
  private Roots roots = new Roots(slices);

  /** Resources that stay as they are because nobody explains where they went. */
  final Set<Owner> kept = new TreeSet<>();

  int publishes;

  /**
   * With so many nodes.
   *
   * @param named whether nodes name whose demand was not met
   */
  SimulatedCluster(int size, boolean named) {
    this.named = named;
    for (int i = 0; i < size; i++) {
      nodes.put("n" + i, new SimulatedNode("n" + i, this));
    }
  }

  /** Declares a table; it is on every node. */
  void declare(String name, int id, Rollout rollout, List<Route> routes) {
    RouteTable table = new RouteTable();
    table.setMetadata(new ObjectMetaBuilder().withName(name).withGeneration(1L).build());
    table.setSpec(
        new RouteTableSpec(
            id, null, LabelSelector.everything(), routes, List.of(), null, List.of(), rollout));
    tables.put(name, table);
  }

  /** Deletes a table, whose finalizer stays. */
  void delete(String name) {
    RouteTable table = tables.get(name);
    if (table != null) {
      table.getMetadata().setDeletionTimestamp("2026-05-01T12:00:00Z");
    }
  }

  /** Another leader. */
  void forget() {
    roots = new Roots(slices);
  }

  Compiler compiler() {
    Inputs inputs = new Inputs(List.copyOf(tables.values()), List.of(), List.of(), List.of());
    return Compiler.of(
        inputs,
        new Facts(
            nodes.keySet().stream().map(name -> new NodeFacts(name, Map.of())).toList(),
            List.of()));
  }

  /** One pass of the operator; tells whether it changed anything. */
  boolean pass() {
    Compiler compiler = compiler();
    Compilation published = compiler.holding(wave(compiler).holding());
    boolean changed = false;
    for (SimulatedNode node : nodes.values()) {
      SliceTree tree = SliceTree.of(published.state(node.name));
      if (!Objects.equals(tree.root(), node.spec)) {
        tree.slices().forEach(slices::put);
        node.spec = tree.root();
        publishes++;
        changed = true;
      }
    }
    return changed;
  }

  Wave wave(Compiler compiler) {
    SortedMap<String, NodeStanding> standings = new TreeMap<>();
    nodes.forEach((name, node) -> standings.put(name, node.standing()));
    return NextWave.of(
        new RolloutView(
            Declared.all(
                new Inputs(List.copyOf(tables.values()), List.of(), List.of(), List.of()),
                compiler),
            compiler.ranks(),
            standings,
            roots),
        kept);
  }

  /** Passes and nodes in turn, until nothing moves. */
  void settle() {
    boolean moved = true;
    for (int i = 0; moved; i++) {
      if (i > 1_000) {
        throw new AssertionError("it never comes to rest");
      }
      moved = pass();
      for (SimulatedNode node : nodes.values()) {
        moved |= node.step();
      }
    }
  }

  /** Where each node is with a table, in one line. */
  String stands(String table) {
    Wave wave = wave(compiler());
    StringBuilder line = new StringBuilder();
    wave.of(Owner.of("RouteTable", table))
        .nodes()
        .forEach((node, stand) -> line.append(node + " " + stand.stand() + ", "));
    return line.isEmpty() ? "" : line.substring(0, line.length() - 2);
  }

  /** Why a node waits for a table. */
  String why(String table, String node) {
    NodeStand stand = wave(compiler()).of(Owner.of("RouteTable", table)).nodes().get(node);
    return stand == null ? "" : stand.why();
  }

  SimulatedNode node(String name) {
    return Objects.requireNonNull(nodes.get(name));
  }

  /** As if somebody had removed every slice. */
  void loseSlices() {
    slices.clear();
    states.clear();
    forget();
  }

  DesiredState state(@Nullable Digest root) {
    return root == null
        ? DesiredState.EMPTY
        : states.computeIfAbsent(root, name -> SliceTree.read(name, slices));
  }

  /** Bad routes in a root, each as the owner's name and version. */
  SortedMap<Owner, String> bad(Digest root) {
    SortedMap<Owner, String> bad = new TreeMap<>();
    Contributions.of(state(root))
        .all()
        .forEach((owner, one) ->
            one.state()
                .tables()
                .forEach(table -> {
                  for (int i = 0; i < table.v4().size(); i++) {
                    Prefix to = table.v4().prefix(i);
                    if (BAD.contains(to)) {
                      bad.put(owner, to.toString());
                    }
                  }
                }));
    return bad;
  }
}
