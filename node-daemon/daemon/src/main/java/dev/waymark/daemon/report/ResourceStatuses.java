package dev.waymark.daemon.report;

import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.api.v1alpha1.ResourceStatus;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.status.NodeFinding;
import dev.waymark.compiler.status.NodeNote;
import dev.waymark.compiler.status.NodeResult;
import dev.waymark.compiler.status.NodeState;
import dev.waymark.compiler.status.StatusOf;
import dev.waymark.daemon.report.NodeReport.ResourceReport;
import dev.waymark.daemon.resolve.Finding;
import java.time.Instant;
import java.util.ArrayList;
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
    Map<Owner, List<NodeFinding>> byOwner = new HashMap<>();
    for (Finding finding : findings) {
      byOwner
          .computeIfAbsent(finding.owner(), key -> new ArrayList<>())
          .add(new NodeFinding(finding.reason(), finding.message()));
    }
    List<ResourceReport> statuses = new ArrayList<>();
    Map<Owner, ResourceStatus> next = new HashMap<>();
    for (dev.waymark.compiler.ResourceReport report : reports) {
      Owner owner = report.resource();
      List<NodeFinding> found = byOwner.getOrDefault(owner, List.of());
      NodeResult ofTheWhole =
          new NodeResult(node, standing.state(), standing.reason(), standing.message(), ofTheNode);
      NodeResult result = NodeFinding.applied(ofTheWhole, found);
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
}
