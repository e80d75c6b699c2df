package dev.waymark.daemon.report;

import dev.waymark.api.v1alpha1.ConditionType;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.api.v1alpha1.ResourceStatus;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.status.NodeNote;
import dev.waymark.compiler.status.NodeResult;
import dev.waymark.compiler.status.NodeState;
import dev.waymark.compiler.status.StatusOf;
import dev.waymark.daemon.report.NodeReport.ResourceReport;
import dev.waymark.daemon.resolve.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The status of each resource on this one node. Remembers the last, because a condition says since
 * when it stands.
 */
public final class ResourceStatuses {

  private static final String API_VERSION = "waymark.dev/v1alpha1";

  private final String node;
  private final Map<Owner, ResourceStatus> previous = new HashMap<>();
  private List<ResourceReport> last;

  /**
   * For one node.
   *
   * @param before what an earlier run reported
   */
  public ResourceStatuses(String node, List<ResourceReport> before) {
    this.node = node;
    this.last = List.copyOf(before);
    for (ResourceReport report : before) {
      previous.put(new Owner(report.kind(), report.namespace(), report.name()), report.status());
    }
  }

  /** How the node as a whole stands to the newest state. */
  public record Standing(NodeState state, Reason reason, String message) {
    /** All of it is proven. */
    public static final Standing READY = new Standing(NodeState.Ready, Reason.AsDeclared, "");
  }

  /** What was reported last, while nothing new is known of the resources. */
  public List<ResourceReport> last() {
    return last;
  }

  /**
   * The statuses now.
   *
   * @param reports what the compiler said of each
   * @param findings what cannot be done on this node; a resource that one of them says does not fit
   *     stands as failed, however the node stands
   * @param ofTheNode what holds for each of them
   */
  public List<ResourceReport> of(
      List<dev.waymark.compiler.ResourceReport> reports,
      Standing standing,
      List<Finding> findings,
      List<NodeNote> ofTheNode,
      Instant now) {
    Map<Owner, List<Finding>> byOwner = new HashMap<>();
    for (Finding finding : findings) {
      byOwner.computeIfAbsent(finding.owner(), key -> new ArrayList<>()).add(finding);
    }
    List<ResourceReport> statuses = new ArrayList<>();
    Map<Owner, ResourceStatus> next = new HashMap<>();
    for (dev.waymark.compiler.ResourceReport report : reports) {
      Owner owner = report.resource();
      List<Finding> found = byOwner.getOrDefault(owner, List.of());
      Standing own = standing(standing, found);
      List<NodeNote> notes = new ArrayList<>(ofTheNode);
      notes.addAll(notes(own, found));
      NodeResult result =
          new NodeResult(node, own.state(), own.reason(), own.message(), List.copyOf(notes));
      ResourceStatus status = StatusOf.resource(report, List.of(result), previous.get(owner), now);
      next.put(owner, status);
      statuses.add(
          new ResourceReport(API_VERSION, owner.kind(), owner.namespace(), owner.name(), status));
    }
    previous.clear();
    previous.putAll(next);
    last = List.copyOf(statuses);
    return last;
  }

  private static Standing standing(Standing ofTheNode, List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.reason() == Reason.StoreFull)
        .findFirst()
        .filter(tooLarge -> ofTheNode.state() == NodeState.Ready)
        .map(tooLarge -> new Standing(NodeState.Failed, tooLarge.reason(), tooLarge.message()))
        .orElse(ofTheNode);
  }

  private static List<NodeNote> notes(Standing standing, List<Finding> findings) {
    List<NodeNote> notes = new ArrayList<>();
    if (standing.reason() == Reason.StoreFull) {
      notes.add(
          new NodeNote(ConditionType.CapacityExceeded, standing.reason(), standing.message()));
    }
    Map<ConditionType, List<Finding>> byCondition = new EnumMap<>(ConditionType.class);
    for (Finding finding : findings) {
      if (finding.reason() != Reason.StoreFull) {
        byCondition.computeIfAbsent(condition(finding), key -> new ArrayList<>()).add(finding);
      }
    }
    byCondition.forEach((condition, all) -> {
      Finding first = all.getFirst();
      String more = all.size() == 1 ? "" : "; and %d more".formatted(all.size() - 1);
      notes.add(new NodeNote(condition, first.reason(), first.message() + more));
    });
    return notes;
  }

  private static ConditionType condition(Finding finding) {
    return switch (finding.reason()) {
      case LostConflict, WonConflict -> ConditionType.Conflicted;
      default -> ConditionType.Degraded;
    };
  }
}
