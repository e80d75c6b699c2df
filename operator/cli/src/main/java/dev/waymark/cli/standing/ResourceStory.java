package dev.waymark.cli.standing;

import dev.waymark.api.node.v1alpha1.RejectedRoot;
import dev.waymark.compiler.Compilation;
import dev.waymark.compiler.ResourceReport;
import dev.waymark.compiler.holding.Contribution;
import dev.waymark.compiler.holding.Contributions;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.slice.Digest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far one resource has come on each node that it concerns: what the node is asked for, and what
 * it has confirmed, compared with what the resource declares.
 *
 * @param nodes by name
 */
public record ResourceStory(Owner resource, List<Chapter> nodes) {

  /** Copies. */
  public ResourceStory {
    nodes = List.copyOf(nodes);
  }

  /** How far. */
  public enum Step {
    /** Confirmed as declared. */
    Done,
    /** Asked for, and not confirmed yet. */
    InFlight,
    /** Not asked for yet: the node stays at what it had. */
    Held,
    /** The node took it back. */
    Failed
  }

  /**
   * One node.
   *
   * @param why empty if there is nothing to say
   */
  public record Chapter(NodeStanding node, Step step, String why) {}

  /**
   * Tells the story.
   *
   * @param declared what the resources of the cluster compile to, without any rollout
   * @param stateOf what a root names; empty if it cannot be read
   */
  public static ResourceStory of(
      Owner resource,
      Compilation declared,
      List<NodeStanding> nodes,
      Function<Digest, Optional<DesiredState>> stateOf) {
    return new Teller(resource, declared, stateOf).tell(nodes);
  }

  private static final class Teller {
    private final Owner resource;
    private final Compilation declared;
    private final Function<Digest, Optional<DesiredState>> stateOf;
    private final @Nullable ResourceReport report;
    private final Map<String, Contribution> byRoot = new HashMap<>();

    Teller(Owner resource, Compilation declared, Function<Digest, Optional<DesiredState>> stateOf) {
      this.resource = resource;
      this.declared = declared;
      this.stateOf = stateOf;
      this.report = declared.reports().get(resource);
    }

    ResourceStory tell(List<NodeStanding> nodes) {
      List<Chapter> chapters = new ArrayList<>();
      for (NodeStanding node : nodes) {
        chapter(node).ifPresent(chapters::add);
      }
      return new ResourceStory(
          resource,
          chapters.stream()
              .map(
                  one -> one.step() == Step.Held && one.why().isEmpty() ? held(one, chapters) : one)
              .toList());
    }

    private Optional<Chapter> chapter(NodeStanding node) {
      Contribution target = Contributions.of(declared.state(node.node())).of(resource);
      Contribution wanted = at(node.wantedRoot());
      Contribution stable = at(node.status() == null ? null : node.status().stableRoot());
      boolean selected = report != null && report.nodes().contains(node.node());
      if (report != null && report.refused()) {
        return selected || !stable.isEmpty()
            ? Optional.of(new Chapter(node, Step.Held, "it is refused; what served before stays"))
            : Optional.empty();
      }
      if (target.isEmpty() && wanted.isEmpty() && stable.isEmpty()) {
        return Optional.empty();
      }
      if (stable.equals(target)) {
        return Optional.of(new Chapter(node, Step.Done, ""));
      }
      Optional<RejectedRoot> rejected = rejection(node, target);
      if (rejected.isPresent()) {
        return Optional.of(new Chapter(node, Step.Failed, NodeStanding.why(rejected.get())));
      }
      return Optional.of(
          wanted.equals(target)
              ? new Chapter(node, Step.InFlight, String.join("; ", node.remarks()))
              : new Chapter(node, Step.Held, ""));
    }

    /** The newest rejection of what is declared, unless it names somebody else. */
    private Optional<RejectedRoot> rejection(NodeStanding node, Contribution target) {
      return node.status() == null
          ? Optional.empty()
          : node.status().rejectedRoots().reversed().stream()
              .filter(one -> one.owner() == null || one.owner().equals(resource.toString()))
              .filter(one -> at(one.root()).equals(target))
              .findFirst();
    }

    private static Chapter held(Chapter chapter, List<Chapter> all) {
      String failed = names(all, Step.Failed);
      String flying = names(all, Step.InFlight);
      String why;
      if (!failed.isEmpty()) {
        why = failed + " took it back, so nobody else gets it";
      } else if (!chapter.node().reachable()) {
        why = "nodes that cannot be reached come last";
      } else {
        why = flying.isEmpty() ? "not its turn yet" : "waits for " + flying;
      }
      return new Chapter(chapter.node(), Step.Held, why);
    }

    private static String names(List<Chapter> all, Step step) {
      return all.stream()
          .filter(one -> one.step() == step)
          .map(one -> one.node().node())
          .collect(Collectors.joining(", "));
    }

    private Contribution at(@Nullable String root) {
      return root == null
          ? Contribution.none(resource)
          : byRoot.computeIfAbsent(
              root,
              name ->
                  stateOf
                      .apply(Digest.parse(name))
                      .map(state -> Contributions.of(state).of(resource))
                      .orElseGet(() -> Contribution.none(resource)));
    }
  }
}
