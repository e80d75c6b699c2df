package dev.waymark.cli.plan;

import dev.waymark.api.v1alpha1.Conflict;
import dev.waymark.api.v1alpha1.ConflictRole;
import dev.waymark.cli.plan.Plan.NodeClass;
import dev.waymark.cli.plan.Plan.Side;
import dev.waymark.compiler.Compilation;
import dev.waymark.compiler.Compiler;
import dev.waymark.compiler.Facts;
import dev.waymark.compiler.Inputs;
import dev.waymark.compiler.diff.StateDiff;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.select.NodeFacts;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.compiler.slice.SliceTree;
import dev.waymark.repository.Manifests;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two revisions → a plan, or what is wrong with them. */
public final class Planning {

  private final Facts facts;
  private final Inputs cluster;
  private final IdentityHashMap<DesiredState, Digest> roots = new IdentityHashMap<>();

  /** A revision that was read. */
  public record Candidate(Side side, Manifests manifests) {}

  /** What became of the question. */
  public sealed interface Outcome {
    /** Both revisions can be applied. */
    record Planned(Plan plan) implements Outcome {}

    /**
     * A revision holds what would be refused.
     *
     * @param revision as the user named it
     * @param errors one line each, with file, line and column
     */
    record Refused(String revision, List<String> errors) implements Outcome {
      public Refused {
        errors = List.copyOf(errors);
      }
    }
  }

  /**
   * For these nodes.
   *
   * @param cluster what the cluster holds; what neither revision declares stays as it is there
   */
  public Planning(Facts facts, Inputs cluster) {
    this.facts = facts;
    this.cluster = cluster;
  }

  /** Compiles both and compares. */
  public Outcome between(Candidate from, Candidate to) {
    Manifests before = from.manifests();
    Manifests after = to.manifests();
    if (!before.errors().isEmpty()) {
      return new Outcome.Refused(from.side().revision(), before.errors());
    }
    if (!after.errors().isEmpty()) {
      return new Outcome.Refused(to.side().revision(), after.errors());
    }
    Beside beside = Beside.of(cluster, before, after);
    Compilation old = Compiler.compile(beside.join(before.inputs()), facts);
    Compilation fresh = Compiler.compile(beside.join(after.inputs()), facts);
    if (!before.errors(old).isEmpty()) {
      return new Outcome.Refused(from.side().revision(), before.errors(old));
    }
    if (!after.errors(fresh).isEmpty()) {
      return new Outcome.Refused(to.side().revision(), after.errors(fresh));
    }
    List<String> notes = new ArrayList<>(after.warnings(fresh));
    notes.addAll(lost(old, fresh));
    notes.addAll(beside.refused(fresh));
    return new Outcome.Planned(new Plan(from.side(), to.side(), classes(old, fresh), notes));
  }

  /** Conflicts that somebody loses now and did not lose before. */
  private static List<String> lost(Compilation old, Compilation fresh) {
    List<String> lost = new ArrayList<>();
    fresh
        .reports()
        .forEach((owner, report) -> {
          var known = old.reports().get(owner);
          for (Conflict conflict : report.conflicts()) {
            if (conflict.role() == ConflictRole.Loser
                && (known == null || !known.conflicts().contains(conflict))) {
              lost.add("%s loses %s to %s".formatted(owner, conflict.key(), conflict.with()));
            }
          }
        });
    return lost;
  }

  private List<NodeClass> classes(Compilation old, Compilation fresh) {
    Map<List<Digest>, List<String>> nodes = new LinkedHashMap<>();
    facts.nodes().stream()
        .map(NodeFacts::name)
        .sorted()
        .forEach(node ->
            nodes
                .computeIfAbsent(
                    List.of(root(old.state(node)), root(fresh.state(node))),
                    key -> new ArrayList<>())
                .add(node));
    List<NodeClass> classes = new ArrayList<>();
    nodes.forEach((pair, names) ->
        classes.add(
            new NodeClass(
                names,
                pair.getFirst(),
                pair.getLast(),
                StateDiff.between(old.state(names.getFirst()), fresh.state(names.getFirst())))));
    return classes;
  }

  /** Nodes of one class share one state, so the work is done once for each class. */
  private Digest root(DesiredState state) {
    return roots.computeIfAbsent(state, one -> SliceTree.of(one).root());
  }
}
