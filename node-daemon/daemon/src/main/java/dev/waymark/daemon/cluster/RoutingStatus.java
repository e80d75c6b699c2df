package dev.waymark.daemon.cluster;

import dev.waymark.api.node.v1alpha1.Attachment;
import dev.waymark.api.node.v1alpha1.AttachmentState;
import dev.waymark.api.node.v1alpha1.Capacity;
import dev.waymark.api.node.v1alpha1.Hook;
import dev.waymark.api.node.v1alpha1.NodePhase;
import dev.waymark.api.node.v1alpha1.NodeRoutingStatus;
import dev.waymark.api.node.v1alpha1.OwnerFailure;
import dev.waymark.api.node.v1alpha1.RejectedRoot;
import dev.waymark.api.schema.TextFormat;
import dev.waymark.api.v1alpha1.Condition;
import dev.waymark.api.v1alpha1.ConditionStatus;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.compiler.slice.Slice;
import dev.waymark.compiler.status.NodeNote;
import dev.waymark.daemon.report.NodeReport.AttachmentReport;
import dev.waymark.daemon.report.NodeReport.CapacityReport;
import dev.waymark.daemon.report.NodeReport.SourceState;
import dev.waymark.daemon.report.NodeStanding;
import dev.waymark.daemon.resolve.Finding;
import dev.waymark.daemon.source.disk.RejectedRoots.Rejection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node's standing as the status of its NodeRouting. Pure; what is too long is cut, not left out.
 */
final class RoutingStatus {

  /** Holds while packets see what the node was asked to hold last, and that is proven. */
  static final String CONVERGED = "Converged";

  private static final int ATTACHMENTS = 64;
  private static final int FAILURES = 16;
  private static final int REJECTED = 4;

  private final String bootId;

  RoutingStatus(String bootId) {
    this.bootId = bootId;
  }

  /**
   * The status.
   *
   * @param previous what is written; the times of its conditions stay where their status does
   * @param now the time of the others
   */
  NodeRoutingStatus of(NodeStanding standing, @Nullable NodeRoutingStatus previous, Instant now) {
    return new NodeRoutingStatus(
        digest(standing.source().revision()),
        standing.active(),
        standing.stable(),
        rejected(standing.rejected()),
        null,
        standing.report().generation(),
        NodePhase.valueOf(standing.report().phase().name()),
        bootId,
        List.of(Slice.FORMAT),
        capacity(standing.report().capacity()),
        standing.report().attachments().stream()
            .limit(ATTACHMENTS)
            .map(RoutingStatus::attachment)
            .toList(),
        failures(standing.failures()),
        conditions(standing, previous, now.truncatedTo(ChronoUnit.SECONDS)));
  }

  /** Whether two statuses say the same but for generation and capacity. */
  static boolean differInNumbersAlone(NodeRoutingStatus one, @Nullable NodeRoutingStatus other) {
    return other != null && withoutNumbers(one).equals(withoutNumbers(other));
  }

  private static NodeRoutingStatus withoutNumbers(NodeRoutingStatus status) {
    return new NodeRoutingStatus(
        status.desiredRoot(),
        status.activeRoot(),
        status.stableRoot(),
        status.rejectedRoots(),
        status.localDigest(),
        null,
        status.phase(),
        status.bootId(),
        status.formats(),
        null,
        status.attachments(),
        status.failures(),
        status.conditions());
  }

  private static @Nullable String digest(@Nullable String revision) {
    return revision == null || !Digest.isText(revision) ? null : revision;
  }

  private static List<RejectedRoot> rejected(List<Rejection> rejections) {
    Map<String, RejectedRoot> byRoot = new LinkedHashMap<>();
    for (Rejection one : rejections) {
      String asked = digest(one.revision());
      String root = asked == null ? one.root().toString() : asked;
      Owner owner = one.owner();
      byRoot.remove(root);
      byRoot.put(
          root,
          new RejectedRoot(
              root,
              owner == null ? null : owner.toString(),
              one.reason().name(),
              cut(one.message(), TextFormat.MESSAGE)));
    }
    List<RejectedRoot> all = List.copyOf(byRoot.values());
    return all.subList(Math.max(0, all.size() - REJECTED), all.size());
  }

  private static Capacity capacity(CapacityReport report) {
    return new Capacity(
        report.storeBytes(),
        report.usedBytes(),
        report.routes(),
        report.nextHops(),
        report.rules());
  }

  private static Attachment attachment(AttachmentReport report) {
    return new Attachment(
        report.interfaceName(),
        Hook.valueOf(report.hook()),
        AttachmentState.Attached,
        switch (report.actual()) {
          case "Attached" -> AttachmentState.Attached;
          case "Refused" -> AttachmentState.Refused;
          default -> AttachmentState.Detached;
        },
        report.reason().isEmpty() ? null : cut(report.reason(), TextFormat.MESSAGE));
  }

  /** One for each resource and reason; what does not fit first, for it holds nothing. */
  private static List<OwnerFailure> failures(List<Finding> findings) {
    record Why(Owner owner, Reason reason) {}
    Map<Why, List<String>> messages = new LinkedHashMap<>();
    findings.stream()
        .sorted(
            Comparator.comparing((Finding finding) -> finding.reason() != Reason.StoreFull)
                .thenComparing(Finding::owner))
        .forEach(finding ->
            messages
                .computeIfAbsent(
                    new Why(finding.owner(), finding.reason()), key -> new ArrayList<>())
                .add(finding.message()));
    return messages.entrySet().stream()
        .limit(FAILURES)
        .map(entry ->
            new OwnerFailure(
                entry.getKey().owner().toString(),
                entry.getKey().reason().name(),
                cut(withRest(entry.getValue()), TextFormat.MESSAGE)))
        .toList();
  }

  private static String withRest(List<String> messages) {
    return messages.size() == 1
        ? messages.getFirst()
        : messages.getFirst() + "; and %d more".formatted(messages.size() - 1);
  }

  private static List<Condition> conditions(
      NodeStanding standing, @Nullable NodeRoutingStatus previous, Instant now) {
    List<Condition> conditions = new ArrayList<>();
    conditions.add(converged(standing, previous, now));
    for (NodeNote note : standing.notes()) {
      conditions.add(
          condition(
              note.condition().name(),
              ConditionStatus.True,
              note.reason(),
              note.message(),
              previous,
              now));
    }
    return conditions;
  }

  private static Condition converged(
      NodeStanding standing, @Nullable NodeRoutingStatus previous, Instant now) {
    boolean heard =
        standing.source().report().state() == SourceState.Current
            || standing.source().report().state() == SourceState.Unknown;
    // What is known of the node itself tells more than where the source stands.
    boolean ofTheNode = heard || standing.reason() != Reason.AsDeclared;
    Reason reason = ofTheNode ? standing.reason() : standing.source().reason();
    String message =
        ofTheNode
            ? standing.message()
            : Optional.ofNullable(standing.source().report().message()).orElse("");
    boolean holds = reason == Reason.AsDeclared;
    return condition(
        CONVERGED,
        holds ? ConditionStatus.True : ConditionStatus.False,
        reason,
        holds ? "what the node was asked to hold is proven" : message,
        previous,
        now);
  }

  private static Condition condition(
      String type,
      ConditionStatus status,
      Reason reason,
      String message,
      @Nullable NodeRoutingStatus previous,
      Instant now) {
    Instant since =
        previous == null
            ? now
            : previous.conditions().stream()
                .filter(before -> before.type().equals(type) && before.status() == status)
                .map(Condition::lastTransitionTime)
                .findFirst()
                .orElse(now);
    return new Condition(
        type, status, null, since, reason.name(), cut(message, TextFormat.LONG_MESSAGE));
  }

  private static String cut(String text, TextFormat format) {
    int most = format.maxLength();
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
