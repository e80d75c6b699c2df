package dev.waymark.daemon.converge;

import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.daemon.converge.Mailbox.Wake;
import dev.waymark.daemon.metrics.CommitLog;
import dev.waymark.daemon.resolve.Finding;
import dev.waymark.daemon.source.Wanted;
import dev.waymark.daemon.source.disk.RejectedRoots;
import dev.waymark.daemon.source.disk.RejectedRoots.Rejection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  private final Mailbox mailbox;
  private final SourceView source;
  private final RejectedRoots rejected;
  private final Targets targets;
  private final StepRunner steps;
  private final Reporting reporting;
  private final CommitLog commits;
  private final Clock clock;

  private final RecentDrift drift = new RecentDrift();
  private final Fitting fitting = new Fitting();

  private @Nullable Target proven;
  private @Nullable Target failed;
  private @Nullable Outcome outcome;
  private @Nullable Instant retryAt;
  private Duration burst = Mailbox.BURST;

  Converge(
      Mailbox mailbox,
      SourceView source,
      RejectedRoots rejected,
      Targets targets,
      StepRunner steps,
      Reporting reporting,
      CommitLog commits,
      Clock clock) {
    this.mailbox = mailbox;
    this.source = source;
    this.rejected = rejected;
    this.targets = targets;
    this.steps = steps;
    this.reporting = reporting;
    this.commits = commits;
    this.clock = clock;
  }

  /** Why the loop ended. */
  enum End {
    /** It was told to. */
    STOPPED,
    /** The node is to hold nothing. */
    CLEARED
  }

  /**
   * Runs until the mailbox is told to stop, or the source says that the node is to hold nothing.
   */
  End run() throws InterruptedException {
    while (takeNews()) {
      if (source.cleared()) {
        return End.CLEARED;
      }
      Instant begun = clock.instant();
      pass();
      burst = pause(Duration.between(begun, clock.instant()));
      source.giveBackMemory();
    }
    return End.STOPPED;
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
      // Somebody asked: what comes of it is said, also when it is what came of it before.
      outcome = null;
    }
    return !wake.stopped();
  }

  /** Looks at everything and does what is missing. */
  void pass() {
    Wanted wanted = source.wanted();
    if (wanted == null) {
      reporting.waiting(source.standing());
      return;
    }
    if (source.seenWhole()) {
      steps.allowRemoval();
    }
    Target target = targets.of(fitting.of(wanted));
    if (targets.oursTouched()) {
      steps.suspectKernel(targets.oursTold());
    }
    for (String what : drift.saw(steps.drift(target.interfaces()), clock.instant())) {
      LOG.warn("drifted: {}; putting it back", what);
    }
    // What failed for a reason of its own fails again: it waits until something differs.
    if (!target.equals(failed)) {
      outcome = tried(target);
      while (outcome instanceof Outcome.Refused(Reason reason, String why, boolean passing)
          && reason == Reason.StoreFull
          && fitting.refuseOneMore(proven == null ? null : proven.wanted().state(), why)) {
        target = targets.of(fitting.of(wanted));
        outcome = tried(target);
      }
    }
    Outcome now = outcome;
    if (now != null && !(now instanceof Outcome.Proven)) {
      keepProven();
    }
    if (now != null) {
      List<Finding> findings = new ArrayList<>(steps.findings());
      findings.addAll(fitting.findings());
      reporting.report(
          new Pass(
              source.standing(),
              target,
              now,
              steps.confirmed(),
              rejected.all(),
              steps.attachFailures(),
              steps.earlyFailures(),
              drift.said(),
              findings));
    }
  }

  /**
   * What came of a target, unless it was taken back before. A state that serves was tried and
   * stayed: whatever is said of it is not about this commit.
   */
  private Outcome tried(Target target) {
    Wanted wanted = target.wanted();
    Optional<Rejection> rejection =
        serves(wanted) ? Optional.empty() : rejected.of(wanted.root(), wanted.revision());
    return rejection
        .<Outcome>map(why -> new Outcome.RolledBack(why.reason(), why.owner(), why.message()))
        .orElseGet(() -> converge(target));
  }

  private Outcome converge(Target target) {
    Instant begun = clock.instant();
    Outcome result = steps.run(target);
    boolean news = !target.equals(proven) || !result.equals(outcome);
    Instant ended = clock.instant();
    long took = Duration.between(begun, ended).toMillis();
    if (news) {
      commits.ended(ending(result), Duration.between(begun, ended), ended);
    }
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
        source.written(target.wanted());
        proven = target.written();
        failed = null;
        rejected.proven(target.wanted().root());
      }
      case Outcome.RolledBack(var reason, var owner, String message) -> {
        LOG.warn(
            "rolled back root={} reason={} took_ms={}: {}",
            target.wanted().root(),
            reason,
            took,
            message);
        if (serves(target.wanted())) {
          // What is proven already was too slow to prove again, or the node is to blame.
          failed = reason == Reason.NotConfirmed ? null : target;
          retryAt = reason == Reason.NotConfirmed ? clock.instant().plus(RETRY) : null;
        } else {
          // Another commit, or a SIGHUP, tries again.
          failed = target;
          rejected.add(
              new Rejection(
                  target.wanted().root(), target.wanted().revision(), reason, owner, message));
        }
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

  private static CommitLog.Ending ending(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Proven() -> CommitLog.Ending.Proven;
      case Outcome.RolledBack rolledBack -> CommitLog.Ending.RolledBack;
      case Outcome.Refused refused -> CommitLog.Ending.Refused;
    };
  }

  /** Whether this is the state that was proven last. */
  private boolean serves(Wanted wanted) {
    Wanted confirmed = steps.confirmed();
    return confirmed != null && confirmed.root().equals(wanted.root());
  }

  /** While the newest state is not to be had, the one before it goes on following the node. */
  private void keepProven() {
    Target last = proven;
    if (last == null) {
      steps.hold();
      return;
    }
    Target now = targets.of(last.wanted());
    if (now.equals(last)) {
      steps.hold();
      return;
    }
    switch (steps.run(now)) {
      case Outcome.Proven() -> proven = now;
      case Outcome.RolledBack(var reason, var owner, String message) ->
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
            wrap(targets.nextLook()),
            wrap(steps.nextRemoval()),
            wrap(steps.nextRetry()),
            wrap(drift.next()))
        .flatMap(s -> s)
        .min(Instant::compareTo)
        .map(next -> Duration.between(clock.instant(), next).plusMillis(1))
        .orElse(null);
  }

  private static Stream<Instant> wrap(@Nullable Instant instant) {
    return instant == null ? Stream.empty() : Stream.of(instant);
  }
}
