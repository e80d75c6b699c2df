package dev.waymark.cli.standing;

import dev.waymark.api.node.v1alpha1.NodePhase;
import dev.waymark.api.node.v1alpha1.NodeRouting;
import dev.waymark.api.node.v1alpha1.NodeRoutingStatus;
import dev.waymark.api.node.v1alpha1.RejectedRoot;
import dev.waymark.api.v1alpha1.Condition;
import dev.waymark.api.v1alpha1.ConditionStatus;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where one node stands with its whole state.
 *
 * @param wantedRoot what it shall hold; null if nobody published anything for it
 * @param status what its daemon said last; null if it never said anything
 * @param reachable whether its Node is there and Ready
 * @param remarks why it is not where it shall be, and what it could not do; empty if all is well
 */
public record NodeStanding(
    String node,
    @Nullable String wantedRoot,
    @Nullable NodeRoutingStatus status,
    boolean reachable,
    List<String> remarks) {

  /** Copies. */
  public NodeStanding {
    remarks = List.copyOf(remarks);
  }

  /** From what the API server has; either may be missing, not both. */
  public static NodeStanding of(String name, @Nullable Node node, @Nullable NodeRouting routing) {
    List<String> remarks = new ArrayList<>();
    Optional<String> away = away(node);
    away.ifPresent(remarks::add);
    if (routing == null || routing.getSpec() == null) {
      remarks.add("nothing was published for it; does the operator run?");
      return new NodeStanding(name, null, null, away.isEmpty(), remarks);
    }
    String wanted = routing.getSpec().root();
    NodeRoutingStatus status = routing.getStatus();
    if (status == null) {
      remarks.add("its daemon has not said anything yet; does waymark-node run there?");
    } else {
      onTheWay(wanted, status).ifPresent(remarks::add);
      conditions(status, remarks);
      status.attachments().stream()
          .filter(one -> one.desired() != one.actual())
          .forEach(one ->
              remarks.add(
                  "%s is %s: %s"
                      .formatted(
                          one.interfaceName(),
                          one.actual(),
                          Objects.requireNonNullElse(one.reason(), "no reason was given"))));
      status
          .failures()
          .forEach(
              one -> remarks.add("%s: %s: %s".formatted(one.owner(), one.reason(), one.message())));
    }
    return new NodeStanding(name, wanted, status, away.isEmpty(), remarks);
  }

  /** Whether it holds what it shall hold, proven and confirmed. */
  public boolean converged() {
    return wantedRoot != null && status != null && holds(wantedRoot, status);
  }

  /** A clean node holds nothing, and may name no root for it. */
  private static boolean holds(String wanted, NodeRoutingStatus status) {
    return status.phase() == NodePhase.Clean
        ? wanted.equals(status.desiredRoot())
        : wanted.equals(status.activeRoot()) && wanted.equals(status.stableRoot());
  }

  /** What it said of its phase. */
  public Optional<NodePhase> phase() {
    return Optional.ofNullable(status).map(NodeRoutingStatus::phase);
  }

  private static Optional<String> away(@Nullable Node node) {
    if (node == null) {
      return Optional.of("its Node object is gone; what it said last is shown");
    }
    List<NodeCondition> said =
        node.getStatus() == null ? List.of() : node.getStatus().getConditions();
    return said.stream()
        .filter(one -> one.getType().equals("Ready") && !one.getStatus().equals("True"))
        .map(one -> "NotReady since " + one.getLastTransitionTime())
        .findFirst();
  }

  private static Optional<String> onTheWay(String wanted, NodeRoutingStatus status) {
    if (holds(wanted, status)) {
      return Optional.empty();
    }
    Optional<RejectedRoot> rejected =
        status.rejectedRoots().stream().filter(one -> one.root().equals(wanted)).findFirst();
    if (rejected.isPresent()) {
      return Optional.of("took %s back: %s".formatted(Roots.brief(wanted), why(rejected.get())));
    }
    if (!Objects.equals(wanted, status.desiredRoot())) {
      return Optional.of("has not seen root %s yet".formatted(Roots.brief(wanted)));
    }
    return Optional.of("is on its way to root " + Roots.brief(wanted));
  }

  /** The reason and message of a root that was taken back, and for whom. */
  static String why(RejectedRoot rejected) {
    String owner = rejected.owner();
    return "%s%s: %s"
        .formatted(owner == null ? "" : owner + ": ", rejected.reason(), rejected.message());
  }

  private static void conditions(NodeRoutingStatus status, List<String> remarks) {
    for (Condition one : status.conditions()) {
      boolean amiss =
          one.type().equals("Converged")
              ? one.status() == ConditionStatus.False
              : one.status() == ConditionStatus.True;
      String text = "%s: %s".formatted(one.reason(), one.message());
      if (amiss && remarks.stream().noneMatch(remark -> remark.endsWith(text))) {
        remarks.add(text);
      }
    }
  }
}
