package dev.waymark.daemon.converge;

import dev.waymark.api.net.Family;
import dev.waymark.api.node.v1alpha1.Hook;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.compiler.status.NodeState;
import dev.waymark.daemon.attach.Hooks;
import dev.waymark.daemon.attach.InterfaceSelection.Refused;
import dev.waymark.daemon.attach.InterfaceSelection.Selected;
import dev.waymark.daemon.attach.Sysctls;
import dev.waymark.daemon.report.NodeNotes;
import dev.waymark.daemon.report.NodeReport;
import dev.waymark.daemon.report.NodeReport.AttachmentReport;
import dev.waymark.daemon.report.NodeReport.CapacityReport;
import dev.waymark.daemon.report.NodeReport.NodePhase;
import dev.waymark.daemon.report.NodeReport.ResourceReport;
import dev.waymark.daemon.report.NodeReport.SourceReport;
import dev.waymark.daemon.report.ResourceStatuses;
import dev.waymark.daemon.report.ResourceStatuses.Standing;
import dev.waymark.daemon.report.StatusFile;
import dev.waymark.daemon.resolve.Finding;
import dev.waymark.daemon.settings.InterfaceRule;
import dev.waymark.daemon.settings.InterfaceRule.PathChoice;
import dev.waymark.dataplane.Capacity;
import dev.waymark.dataplane.Dataplane;
import dev.waymark.dataplane.Generation;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the node's report whenever it says something else than before. */
final class Reporting {

  private static final Logger LOG = LoggerFactory.getLogger(Reporting.class);
  private static final String ATTACHED = "Attached";

  private final String node;
  private final Dataplane dataplane;
  private final StatusFile file;
  private final ResourceStatuses statuses;
  private final Clock clock;
  private volatile @Nullable NodeReport written;

  Reporting(
      String node, Dataplane dataplane, StatusFile file, ResourceStatuses statuses, Clock clock) {
    this.node = node;
    this.dataplane = dataplane;
    this.file = file;
    this.statuses = statuses;
    this.clock = clock;
  }

  /** Number of the active generation; 0 before the first. */
  long generation() {
    return dataplane.active().map(Generation::number).orElse(0L);
  }

  /** The newest report; from any thread. */
  Optional<NodeReport> newest() {
    return Optional.ofNullable(written);
  }

  /** Nothing is known to be wanted yet. */
  void waiting(SourceReport source) {
    write(report(source, NodePhase.Fetching, List.of(), statuses.last(), List.of()));
  }

  /**
   * What came of the last run of the steps.
   *
   * @param attachFailures at TCX, by interface: a sentence each
   * @param earlyFailures likewise at XDP
   * @param drift what somebody else changed lately
   * @param findings what was found amiss beside what the target says of itself
   */
  void report(
      SourceReport source,
      Target target,
      Outcome outcome,
      Map<String, String> attachFailures,
      Map<String, String> earlyFailures,
      List<String> drift,
      List<Finding> findings) {
    Standing standing = standing(outcome);
    List<ResourceReport> resources =
        // What was restored from the disk has no names but those of an earlier report.
        target.wanted().reports().isEmpty() && !target.wanted().state().tables().isEmpty()
            ? statuses.last()
            : statuses.of(
                target.wanted().reports(),
                standing,
                Stream.concat(target.state().findings().stream(), findings.stream()).toList(),
                NodeNotes.of(drift, kernelPath(target), families(target)),
                clock.instant());
    List<String> problems = new ArrayList<>(drift);
    if (standing.state() != NodeState.Ready) {
      problems.add(standing.message());
    }
    List<AttachmentReport> attachments = new ArrayList<>(attachments(target, attachFailures));
    attachments.addAll(early(target, earlyFailures));
    write(report(source, phase(outcome), attachments, resources, problems));
  }

  private NodeReport report(
      SourceReport source,
      NodePhase phase,
      List<AttachmentReport> attachments,
      List<ResourceReport> resources,
      List<String> problems) {
    Optional<Generation> active = dataplane.active();
    Capacity capacity = dataplane.capacity();
    return new NodeReport(
        node,
        source,
        active.map(g -> Digest.parse(g.digest()).toString()).orElse(null),
        active.map(Generation::number).orElse(0L),
        phase,
        attachments,
        resources,
        new CapacityReport(
            capacity.storeBytes(),
            capacity.usedBytes(),
            capacity.routes(),
            capacity.nextHops(),
            capacity.rules()),
        problems,
        Map.of());
  }

  private static Standing standing(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Proven() -> Standing.READY;
      case Outcome.RolledBack(Reason reason, String message) ->
          new Standing(NodeState.RolledBack, reason, message);
      case Outcome.Refused(Reason reason, String message, boolean passing) ->
          new Standing(NodeState.Failed, reason, message);
    };
  }

  private static NodePhase phase(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Proven() -> NodePhase.Stable;
      case Outcome.RolledBack(Reason reason, String message) -> NodePhase.RolledBack;
      case Outcome.Refused(Reason reason, String message, boolean passing) -> NodePhase.Refused;
    };
  }

  private static List<AttachmentReport> attachments(
      Target target, Map<String, String> attachFailures) {
    List<AttachmentReport> attachments = new ArrayList<>();
    for (Selected one : target.selection().selected()) {
      String name = one.state().name();
      InterfaceRule rule = one.rule();
      String failure = attachFailures.get(name);
      String obstacle = rule.path() == PathChoice.Kernel ? obstacle(name, families(target)) : "";
      attachments.add(
          failure == null
              ? attachment(name, rule, Hook.Tcx, ATTACHED, obstacle)
              : attachment(name, rule, Hook.Tcx, "Failed", failure));
    }
    for (Refused one : target.selection().refused()) {
      attachments.add(attachment(one.name(), one.rule(), Hook.Tcx, "Refused", one.reason()));
    }
    return attachments;
  }

  /** XDP is a second hook of an interface. Without it TCX enforces the same, later. */
  private static List<AttachmentReport> early(Target target, Map<String, String> earlyFailures) {
    return target.selection().selected().stream()
        .filter(Hooks::wantsXdp)
        .map(one -> {
          String failure = earlyFailures.get(one.state().name());
          String actual = failure == null ? ATTACHED : "Refused";
          String reason = failure == null ? "" : failure + "; TCX enforces the same";
          return attachment(one.state().name(), one.rule(), Hook.Xdp, actual, reason);
        })
        .toList();
  }

  /** What in the kernel's settings stands against the Kernel path, or nothing. */
  private static String obstacle(String interfaceName, Set<Family> families) {
    return Stream.concat(
            Stream.of(Sysctls.strictReversePath(interfaceName)),
            families.stream().map(Sysctls::forwardingOff))
        .filter(what -> !what.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static List<String> kernelPath(Target target) {
    return target.selection().selected().stream()
        .filter(one -> one.rule().path() == PathChoice.Kernel)
        .map(one -> one.state().name())
        .toList();
  }

  /** Of the packets that the node sends to next hops. */
  private static Set<Family> families(Target target) {
    Set<Family> families = EnumSet.noneOf(Family.class);
    target.state().nextHops().values().forEach(families::addAll);
    return families;
  }

  private static AttachmentReport attachment(
      String name, InterfaceRule rule, Hook hook, String actual, String reason) {
    return new AttachmentReport(
        name, hook.name(), rule.path().name(), ATTACHED, actual, reason);
  }

  private void write(NodeReport report) {
    if (report.equals(written)) {
      return;
    }
    try {
      file.write(report);
      written = report;
    } catch (IOException e) {
      LOG.warn("status cannot be written: {}", e.getMessage());
    }
  }
}
