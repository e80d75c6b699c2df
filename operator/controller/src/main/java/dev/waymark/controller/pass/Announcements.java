package dev.waymark.controller.pass;

import dev.waymark.api.v1alpha1.ConditionStatus;
import dev.waymark.api.v1alpha1.ConditionType;
import dev.waymark.api.v1alpha1.ResourceStatus;
import dev.waymark.compiler.Compilation;
import dev.waymark.compiler.ResourceReport;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.controller.metrics.OperatorMetrics;
import dev.waymark.controller.observe.ClusterView;
import dev.waymark.controller.observe.DeclaredResource;
import dev.waymark.controller.publish.EventRecorder;
import dev.waymark.controller.reconcile.Finding;
import dev.waymark.controller.reconcile.NewestPass;
import dev.waymark.controller.rollout.NodeStanding;
import dev.waymark.controller.rollout.Roots;
import dev.waymark.controller.status.Gathering;
import dev.waymark.controller.status.Pace;
import dev.waymark.controller.status.Remains;
import dev.waymark.controller.status.Transition;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a pass: what it found goes to the reconcilers, the events, the log and the metrics.
 * What was said last is remembered only so that it is not said twice: whoever starts without it
 * finds it in the cluster.
 */
public final class Announcements {
  private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);
  private static final Duration NOTHING_DUE = Duration.ofMinutes(1);

  /** Of one resource: its status, when that changed last, and whether it may go. */
  private record Said(
      String uid, @Nullable ResourceStatus status, @Nullable Instant when, boolean gone) {}

  private final Map<Owner, Said> said = new HashMap<>();
  private final NewestPass newest;
  private final EventRecorder events;
  private final OperatorMetrics metrics;
  private final ObjectReference operator;
  private SortedSet<Owner> guarded = new TreeSet<>();
  private Duration due = NOTHING_DUE;

  /**
   * Tells these.
   *
   * @param namespace the operator's own, which removals that are held back are told of
   */
  public Announcements(
      NewestPass newest, EventRecorder events, OperatorMetrics metrics, String namespace) {
    this.newest = newest;
    this.events = events;
    this.metrics = metrics;
    this.operator =
        new ObjectReferenceBuilder()
            .withApiVersion("v1")
            .withKind("Namespace")
            .withName(namespace)
            .withNamespace(namespace)
            .build();
  }

  /** Tells; returns when there will be more to tell, though nothing happens. */
  Duration tell(
      ClusterView view, Compilation declared, Decision decision, Roots roots, Instant now) {
    due = NOTHING_DUE;
    Gathering gathering = new Gathering(decision.rollout(), decision.wave());
    said.keySet().retainAll(view.declared().keySet());
    SortedMap<Owner, Finding> found = new TreeMap<>();
    for (DeclaredResource resource : view.declared().values()) {
      ResourceReport report = declared.reports().get(resource.owner());
      Said one =
          resource.deleting() || report == null
              ? released(resource, decision, roots)
              : judged(resource, report, gathering, now);
      said.put(resource.owner(), one);
      found.put(resource.owner(), new Finding(one.uid(), one.status(), one.gone()));
    }
    newest.post(found, view.declared());
    removals(decision.guarded());
    count(decision);
    return due;
  }

  private Said judged(
      DeclaredResource resource, ResourceReport report, Gathering gathering, Instant now) {
    Said last = last(resource);
    ResourceStatus before = last == null ? resource.status() : last.status();
    Instant when = last == null ? null : last.when();
    // Times of conditions are in whole seconds, as Kubernetes has them.
    ResourceStatus wanted = gathering.status(report, before, now.truncatedTo(ChronoUnit.SECONDS));
    return switch (Pace.of(before, wanted, when, now)) {
      case Pace.Never() -> new Said(resource.uid(), wanted, when, false);
      case Pace.Now() -> {
        for (Transition turned : Transition.between(before, wanted)) {
          events.record(reference(resource), turned.warning(), turned.reason(), turned.message());
        }
        yield new Said(resource.uid(), wanted, now, false);
      }
      case Pace.Later(Instant at) -> {
        Duration left = Duration.between(now, at);
        due = left.compareTo(due) < 0 ? left : due;
        yield new Said(resource.uid(), before, when, false);
      }
    };
  }

  /** A resource that is being deleted keeps its last status, and goes when its effect is gone. */
  private Said released(DeclaredResource resource, Decision decision, Roots roots) {
    Said last = last(resource);
    ResourceStatus status = last == null ? resource.status() : last.status();
    Remains remains = Remains.of(resource.owner(), decision.standings().values(), roots);
    boolean told = last != null && last.gone();
    if (remains.gone() && !remains.leftOn().isEmpty() && !told) {
      events.record(
          reference(resource),
          true,
          "LeftOnUnreachableNodes",
          "it is deleted, but %s %s not answer and still holds what it brought; it goes there when the node comes back"
              .formatted(
                  String.join(", ", remains.leftOn()),
                  remains.leftOn().size() == 1 ? "does" : "do"));
    }
    return new Said(resource.uid(), status, last == null ? null : last.when(), remains.gone());
  }

  /** What was said of this resource, not of one before it that had the same name. */
  private @Nullable Said last(DeclaredResource resource) {
    Said last = said.get(resource.owner());
    return last != null && last.uid().equals(resource.uid()) ? last : null;
  }

  private void removals(SortedSet<Owner> now) {
    metrics.removalsHeld(now.size());
    if (!now.isEmpty() && !now.equals(guarded)) {
      String text = RemovalText.of(now);
      LOG.warn("removals={} {}", now.size(), text);
      events.record(operator, true, "RemovalHeld", text);
    }
    guarded = now;
  }

  private void count(Decision decision) {
    Map<String, Map<String, Integer>> ready = new TreeMap<>();
    said.forEach((owner, one) ->
        ready
            .computeIfAbsent(owner.kind(), kind -> new TreeMap<>())
            .merge(ready(one.status()), 1, Integer::sum));
    metrics.resources(ready);
    int proven = 0;
    for (NodeStanding node : decision.standings().values()) {
      Digest asked = node.specRoot();
      Digest proved = node.stableRoot();
      if (asked != null && proved != null && asked.equals(proved)) {
        proven++;
      }
    }
    metrics.nodes(proven, decision.standings().size() - proven);
  }

  private static String ready(@Nullable ResourceStatus status) {
    return status == null
        ? ConditionStatus.Unknown.name()
        : status.conditions().stream()
            .filter(condition -> condition.type().equals(ConditionType.Ready.name()))
            .map(condition -> condition.status().name())
            .findFirst()
            .orElse(ConditionStatus.Unknown.name());
  }

  private static ObjectReference reference(DeclaredResource resource) {
    Owner owner = resource.owner();
    return new ObjectReferenceBuilder()
        .withApiVersion("waymark.dev/v1alpha1")
        .withKind(owner.kind())
        .withName(owner.name())
        .withNamespace(owner.namespace().isEmpty() ? null : owner.namespace())
        .withUid(resource.uid())
        .build();
  }
}
