package dev.waymark.daemon.converge;

import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.daemon.attach.InterfaceSelection;
import dev.waymark.daemon.converge.Mailbox.Wake;
import dev.waymark.daemon.observe.NodeObservation;
import dev.waymark.daemon.resolve.Finding;
import dev.waymark.daemon.resolve.Mirrors;
import dev.waymark.daemon.resolve.NodeFacts;
import dev.waymark.daemon.resolve.Resolution;
import dev.waymark.daemon.resolve.ResolvedState;
import dev.waymark.daemon.settings.NodeSettings;
import dev.waymark.daemon.source.RejectedRoots;
import dev.waymark.daemon.source.RejectedRoots.Rejection;
import dev.waymark.daemon.source.Wanted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop. Each pass looks at everything anew and does what is missing: which event woke it makes
 * no difference, and a pass with nothing to do changes nothing.
 */
final class Converge {

  private static final Logger LOG = LoggerFactory.getLogger(Converge.class);
  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final Duration LONGEST_BURST = Duration.ofMillis(250);

  private final NodeSettings settings;
  private final Mailbox mailbox;
  private final SourceView source;
  private final RejectedRoots rejected;
  private final NodeObservation node;
  private final StepRunner steps;
  private final Reporting reporting;
  private final Clock clock;
  private final Mirrors mirrors = new Mirrors();

  private final RecentDrift drift = new RecentDrift();
  private final Fitting fitting = new Fitting();

  private @Nullable Target proven;
  private @Nullable Target failed;
  private @Nullable Outcome outcome;
  private @Nullable Instant retryAt;
  private @Nullable Instant nextExpiry;
  private Duration burst = Mailbox.BURST;

  Converge(
      NodeSettings settings,
      Mailbox mailbox,
      SourceView source,
      RejectedRoots rejected,
      NodeObservation node,
      StepRunner steps,
      Reporting reporting,
      Clock clock) {
    this.settings = settings;
    this.mailbox = mailbox;
    this.source = source;
    this.rejected = rejected;
    this.node = node;
    this.steps = steps;
    this.reporting = reporting;
    this.clock = clock;
  }

  /** Runs until the mailbox is told to stop. */
  void run() throws InterruptedException {
    while (takeNews()) {
      Instant begun = clock.instant();
      pass();
      burst = pause(Duration.between(begun, clock.instant()));
      source.giveBackMemory();
    }
  }

  /** Under a stream of events half the time is left to others, and they are taken together. */
  private static Duration pause(Duration lastPass) {
    Duration longest = lastPass.compareTo(LONGEST_BURST) < 0 ? lastPass : LONGEST_BURST;
    return longest.compareTo(Mailbox.BURST) < 0 ? Mailbox.BURST : longest;
  }

  /** Waits for something to happen; false: it is time to stop. */
  private boolean takeNews() throws InterruptedException {
    Wake wake = mailbox.take(untilNextDeadline(), burst);
    wake.readings().forEach(source::take);
    if (wake.again()) {
      rejected.clear();
      failed = null;
    }
    return !wake.stopped();
  }

  /** Looks at everything and does what is missing. */
  void pass() {
    Wanted wanted = source.wanted();
    if (wanted == null) {
      reporting.waiting(source.report());
      return;
    }
    if (source.seenWhole()) {
      steps.allowRemoval();
    }
    NodeFacts facts = facts(wanted);
    for (String what : drift.saw(steps.drift(facts.interfaces()), clock.instant())) {
      LOG.warn("drifted: {}; putting it back", what);
    }
    Target target = target(fitting.of(wanted), facts);
    Optional<Rejection> rejection = rejection(wanted);
    if (rejection.isPresent()) {
      outcome = new Outcome.RolledBack(rejection.get().reason(), rejection.get().message());
    } else if (!target.equals(failed)) {
      // What failed for a reason of its own fails again: it waits until something differs.
      outcome = converge(target);
      while (outcome instanceof Outcome.Refused(Reason reason, String why, boolean passing)
          && reason == Reason.StoreFull
          && fitting.refuseOneMore(proven == null ? null : proven.wanted().state(), why)) {
        target = target(fitting.of(wanted), facts);
        outcome = converge(target);
      }
    }
    Outcome now = outcome;
    if (now != null && !(now instanceof Outcome.Proven)) {
      keepProven();
    }
    if (now != null) {
      reporting.report(
          source.report(), target, now, steps.attachFailures(), drift.said(), findings());
    }
  }

  private NodeFacts facts(Wanted wanted) {
    NodeFacts facts = node.facts(kernelTables(wanted.state()));
    if (node.oursTouched()) {
      steps.suspectKernel();
    }
    return facts;
  }

  /** A state that serves was tried and stayed: whatever is said of it is not about this commit. */
  private Optional<Rejection> rejection(Wanted wanted) {
    Wanted serves = steps.confirmed();
    return serves != null && serves.root().equals(wanted.root())
        ? Optional.empty()
        : rejected.of(wanted.root(), wanted.commit());
  }

  private Target target(Wanted wanted, NodeFacts facts) {
    DesiredState complete = mirrors.complete(wanted.state(), facts);
    ResolvedState state =
        Resolution.resolve(complete, facts, clock.instant()).with(fitting.findings());
    nextExpiry = state.nextExpiry();
    return new Target(
        wanted,
        state,
        InterfaceSelection.of(settings.interfaces(), facts.interfaces()),
        facts.interfaces());
  }

  private List<Finding> findings() {
    List<Finding> findings = new ArrayList<>(mirrors.findings());
    findings.addAll(steps.findings());
    return findings;
  }

  private static Set<Integer> kernelTables(DesiredState state) {
    return state.mirrors().stream()
        .map(mirror -> (int) mirror.kernelTable())
        .collect(Collectors.toSet());
  }

  private Outcome converge(Target target) {
    Instant begun = clock.instant();
    Outcome result = steps.run(target);
    boolean news = !target.equals(proven) || !result.equals(outcome);
    long took = Duration.between(begun, clock.instant()).toMillis();
    retryAt = null;
    switch (result) {
      case Outcome.Proven() -> {
        if (news) {
          LOG.info(
              "proven generation={} root={} routes={} took_ms={}",
              reporting.generation(),
              target.wanted().root(),
              target.state().size(),
              took);
        }
        proven = target;
        failed = null;
        rejected.proven(target.wanted().root());
      }
      case Outcome.RolledBack(var reason, String message) -> {
        LOG.warn(
            "rolled back root={} reason={} took_ms={}: {}",
            target.wanted().root(),
            reason,
            took,
            message);
        failed = target;
        reject(target.wanted(), reason, message);
      }
      case Outcome.Refused(var reason, String message, boolean passing) -> {
        if (news) {
          LOG.warn(
              "refused root={} reason={} took_ms={}: {}",
              target.wanted().root(),
              reason,
              took,
              message);
        }
        failed = passing ? null : target;
        retryAt = passing ? clock.instant().plus(RETRY) : null;
      }
    }
    return result;
  }

  /** Another commit, or a SIGHUP, tries again; what serves already stands whatever comes of it. */
  private void reject(Wanted wanted, Reason reason, String message) {
    Wanted serves = steps.confirmed();
    if (serves == null || !serves.root().equals(wanted.root())) {
      rejected.add(new Rejection(wanted.root(), wanted.commit(), reason, message));
    }
  }

  /** While the newest state is not to be had, the one before it goes on following the node. */
  private void keepProven() {
    Target last = proven;
    if (last == null) {
      steps.hold();
      return;
    }
    Target now = target(last.wanted(), facts(last.wanted()));
    if (now.equals(last)) {
      steps.hold();
      return;
    }
    switch (steps.run(now)) {
      case Outcome.Proven() -> proven = now;
      case Outcome.RolledBack(var reason, String message) ->
          LOG.warn("what served cannot follow the node: {}: {}", reason, message);
      case Outcome.Refused(var reason, String message, boolean passing) -> {
        LOG.warn("what served cannot follow the node: {}: {}", reason, message);
        retryAt = passing ? clock.instant().plus(RETRY) : retryAt;
      }
    }
  }

  private @Nullable Duration untilNextDeadline() {
    return Stream.of(
            wrap(retryAt),
            wrap(nextExpiry),
            wrap(steps.nextRemoval()),
            wrap(steps.nextRetry()),
            wrap(drift.next()),
            wrap(behind()))
        .flatMap(s -> s)
        .min(Instant::compareTo)
        .map(next -> Duration.between(clock.instant(), next).plusMillis(1))
        .orElse(null);
  }

  /** A table that changes too fast to be read is tried again. */
  private @Nullable Instant behind() {
    return node.isBehind() ? clock.instant().plus(RETRY) : null;
  }

  private static Stream<Instant> wrap(@Nullable Instant instant) {
    return instant == null ? Stream.empty() : Stream.of(instant);
  }
}
