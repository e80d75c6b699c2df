package dev.waymark.daemon.converge;

import dev.waymark.daemon.attach.InterfaceSelection;
import dev.waymark.daemon.converge.Mailbox.Wake;
import dev.waymark.daemon.metrics.CommitLog;
import dev.waymark.daemon.observe.NodeObservation;
import dev.waymark.daemon.resolve.NodeFacts;
import dev.waymark.daemon.resolve.Resolution;
import dev.waymark.daemon.resolve.ResolvedState;
import dev.waymark.daemon.settings.NodeSettings;
import dev.waymark.daemon.source.Wanted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

  private final NodeSettings settings;
  private final Mailbox mailbox;
  private final SourceView source;
  private final NodeObservation node;
  private final StepRunner steps;
  private final Reporting reporting;
  private final CommitLog commits;
  private final Clock clock;

  private @Nullable Target proven;
  private @Nullable Target failed;
  private @Nullable Outcome outcome;
  private @Nullable Instant retryAt;
  private @Nullable Instant nextExpiry;

  Converge(
      NodeSettings settings,
      Mailbox mailbox,
      SourceView source,
      NodeObservation node,
      StepRunner steps,
      Reporting reporting,
      CommitLog commits,
      Clock clock) {
    this.settings = settings;
    this.mailbox = mailbox;
    this.source = source;
    this.node = node;
    this.steps = steps;
    this.reporting = reporting;
    this.commits = commits;
    this.clock = clock;
  }

  /** Runs until the mailbox is told to stop. */
  void run() throws InterruptedException {
    while (takeNews()) {
      pass();
      source.giveBackMemory();
    }
  }

  /** Waits for something to happen; false: it is time to stop. */
  private boolean takeNews() throws InterruptedException {
    Wake wake = mailbox.take(untilNextDeadline());
    wake.readings().forEach(source::take);
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
    NodeFacts facts = node.facts();
    ResolvedState state = Resolution.resolve(wanted.state(), facts, clock.instant());
    InterfaceSelection selection = InterfaceSelection.of(settings.interfaces(), facts.interfaces());
    Target target = new Target(wanted, state, selection, facts.interfaces());
    nextExpiry = state.nextExpiry();
    if (isHopeless(target)) {
      steps.hold();
    } else {
      outcome = converge(target);
    }
    Outcome now = outcome;
    if (now != null) {
      reporting.report(source.report(), target, now, steps.attachFailures());
    }
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
        proven = target;
        failed = null;
      }
      case Outcome.RolledBack(var reason, String message) -> {
        LOG.warn(
            "rolled back root={} reason={} took_ms={}: {}",
            target.wanted().root(),
            reason,
            took,
            message);
        failed = target;
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

  /** What failed for a reason of its own fails again: it waits until something differs. */
  private boolean isHopeless(Target target) {
    return target.equals(failed);
  }

  private @Nullable Duration untilNextDeadline() {
    return Stream.of(wrap(retryAt), wrap(nextExpiry), wrap(steps.nextRemoval()))
        .flatMap(s -> s)
        .min(Instant::compareTo)
        .map(next -> Duration.between(clock.instant(), next).plusMillis(1))
        .orElse(null);
  }

  private static Stream<Instant> wrap(@Nullable Instant instant) {
    return instant == null ? Stream.empty() : Stream.of(instant);
  }
}
