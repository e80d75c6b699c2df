package dev.waymark.daemon.converge;

import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.daemon.attach.Hooks;
import dev.waymark.daemon.counters.CounterBook;
import dev.waymark.daemon.kernel.Ownership;
import dev.waymark.daemon.resolve.Finding;
import dev.waymark.daemon.resolve.InterfaceState;
import dev.waymark.daemon.resolve.ResolvedState;
import dev.waymark.daemon.source.Wanted;
import dev.waymark.daemon.source.disk.SlicesOnDisk;
import dev.waymark.dataplane.Dataplane;
import dev.waymark.dataplane.commit.Commit;
import dev.waymark.libbpf.NativeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one that acts: runs the steps of a commit in their order, and takes back what fails. */
final class StepRunner {

  private static final Logger LOG = LoggerFactory.getLogger(StepRunner.class);

  private final Dataplane dataplane;
  private final SlicesOnDisk disk;
  private final CounterBook counterBook;
  private final KernelState kernel;
  private final LocalSenders localSenders;
  private final Hooks hooks;
  private final StoreBuild storeBuild;
  private final Proof proof;
  private final Clock clock;
  private final StepListener listener;

  private Map<String, String> attachFailures = Map.of();
  private boolean mayRemove;

  StepRunner(
      Dataplane dataplane,
      SlicesOnDisk disk,
      CounterBook counterBook,
      Ownership ownership,
      KernelState kernel,
      LocalSenders localSenders,
      Hooks hooks,
      Clock clock,
      StepListener listener,
      UnderWay underWay) {
    this.dataplane = dataplane;
    this.disk = disk;
    this.counterBook = counterBook;
    this.kernel = kernel;
    this.localSenders = localSenders;
    this.hooks = hooks;
    this.storeBuild = new StoreBuild(dataplane, counterBook, ownership, kernel, hooks);
    this.proof = new Proof(dataplane, underWay);
    this.clock = clock;
    this.listener = listener;
  }

  /** Ends what waits for answers, from any thread: the daemon is ending. */
  void stop() {
    proof.stop();
  }

  /** From now on what is not needed may go: the whole desired state was seen. */
  void allowRemoval() {
    mayRemove = true;
  }

  /** What could not be attached to in the last run, by interface: a sentence each. */
  Map<String, String> attachFailures() {
    return attachFailures;
  }

  /** Where XDP was asked for and is not to be had, by interface: a sentence each. */
  Map<String, String> earlyFailures() {
    return hooks.earlyFailures();
  }

  /**
   * An earlier run of the daemon proved this state: it is restored without asking anybody, and
   * nothing that was taken back is meant by it.
   */
  void provenBefore(Wanted wanted) {
    proof.provenBefore(wanted);
  }

  /** What was proven last; null: nothing was. */
  @Nullable Wanted confirmed() {
    return proof.confirmed();
  }

  /** What the last run found amiss that is no reason to take anything back. */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>(proof.silent());
    findings.addAll(localSenders.findings());
    return findings;
  }

  /**
   * What somebody else changed of ours, a sentence each; the next run, or {@link #hold}, puts it
   * back.
   */
  List<String> drift(Collection<InterfaceState> interfaces) {
    Set<Integer> up =
        interfaces.stream()
            .filter(InterfaceState::up)
            .map(InterfaceState::index)
            .collect(Collectors.toSet());
    List<String> drift = new ArrayList<>(kernel.drift(up));
    drift.addAll(localSenders.drift(up, clock.instant()));
    drift.addAll(hooks.drift());
    drift.addAll(dataplane.pinAgain());
    return drift;
  }

  /**
   * Somebody may have changed what is ours in the kernel: it is looked at again.
   *
   * @param told whether the kernel said that something of it was removed or replaced
   */
  void suspectKernel(boolean told) {
    kernel.suspect();
    localSenders.suspect(told);
  }

  /** When something that the kernel refused is tried again; absent if nothing was. */
  @Nullable Instant nextRetry() {
    return localSenders.retryAt();
  }

  /** When something waits to be removed; absent if nothing does. */
  @Nullable Instant nextRemoval() {
    return kernel.nextRemoval();
  }

  /**
   * Puts back what somebody else removed of the proven state, removes what was due, and changes
   * nothing else.
   */
  void hold() {
    try {
      kernel.repair();
      localSenders.repair(clock.instant());
      if (mayRemove) {
        kernel.retire(clock.instant());
      }
    } catch (NativeException e) {
      LOG.warn("cannot put back what was removed: {}", e.getMessage());
    }
  }

  /** Makes the data path hold {@code target}, in the order of {@link CommitStep}. */
  Outcome run(Target target) {
    Attempt attempt = new Attempt(target, proof.isConfirmed(target.wanted()));
    Outcome outcome = steps(attempt);
    if (!(outcome instanceof Outcome.Proven)) {
      kernel.takenBack();
    }
    return outcome;
  }

  private Outcome steps(Attempt attempt) {
    try {
      for (CommitStep step : CommitStep.values()) {
        listener.before(step, attempt.target.wanted().root());
        Optional<Outcome> end = perform(step, attempt);
        if (end.isPresent()) {
          return end.get();
        }
      }
      return new Outcome.Proven();
    } catch (NativeException | UncheckedIOException | IOException e) {
      return takeBack(attempt, String.valueOf(e.getMessage()));
    }
  }

  private Optional<Outcome> perform(CommitStep step, Attempt attempt) throws IOException {
    Commit commit = attempt.commit;
    switch (step) {
      case WRITE_SLICES -> attempt.target.wanted().slices().forEach(disk::put);
      case ADD_KERNEL_OBJECTS -> {
        return addKernelObjects(attempt);
      }
      case BUILD_ASIDE -> {
        Optional<Outcome> refused = storeBuild.run(attempt);
        return refused.isPresent() ? refused : proof.askBefore(attempt);
      }
      case WRITE_RECORD -> {
        if (commit != null) {
          dataplane.probation().stage(commit);
        }
      }
      case ARM_TIMER -> {
        if (commit != null) {
          proof.arm(attempt);
        }
      }
      case PUBLISH -> {
        if (commit != null) {
          dataplane.publishBuilt(commit);
          attempt.published = true;
          attempt.onTrial = true;
          // No packet sees a store that is to succeed another: it is proven first, so that whatever
          // happens while links change over, both say what was proven.
          return dataplane.isSuccessor() ? proof.confirmUnseen(attempt) : Optional.empty();
        }
      }
      case ATTACH -> attach(attempt);
      case READ_BACK -> {
        return proof.readBack(attempt);
      }
      case PROBE -> {
        return proof.probe(attempt);
      }
      case CONFIRM -> {
        Optional<Outcome> tooLate = proof.confirm(attempt);
        if (tooLate.isEmpty()) {
          kernel.proven();
        }
        return tooLate;
      }
      case COPY_FOR_LOCAL_SENDERS -> localSenders.follow(attempt.target.state(), clock.instant());
      case MOVE_POINTER -> movePointer(attempt);
      case RETIRE -> retire(attempt);
    }
    return Optional.empty();
  }

  private Optional<Outcome> addKernelObjects(Attempt attempt) {
    ResolvedState state = attempt.target.state();
    if (kernel.add(state, localSenders.copyOf(state).families())) {
      return Optional.empty();
    }
    return Optional.of(
        new Outcome.Refused(
            Reason.StoreFull,
            "%d next hops are more than the %d that markMask and kernelTables have room for"
                .formatted(state.nextHops().size(), kernel.marks().capacity()),
            false));
  }

  private void attach(Attempt attempt) {
    attachFailures =
        hooks.attach(attempt.target.selection().selected(), dataplane.program(), dataplane::early);
    if (attachFailures.isEmpty()) {
      dataplane.succeed();
    }
    if (mayRemove) {
      hooks.retain(attempt.target.selection().selected());
    }
    if (attempt.published) {
      dataplane.awaitGracePeriod();
    }
  }

  private void movePointer(Attempt attempt) throws IOException {
    SlicesOnDisk.Pointer proven =
        new SlicesOnDisk.Pointer(
            attempt.target.wanted().root(), attempt.target.wanted().revision());
    if (!disk.pointer().equals(Optional.of(proven))) {
      disk.point(proven);
    }
  }

  private void retire(Attempt attempt) throws IOException {
    if (!mayRemove) {
      return;
    }
    kernel.retire(clock.instant());
    if (attempt.published) {
      counterBook.retainOnly(attempt.counterNames);
      disk.collect(attempt.target.wanted().root());
    }
  }

  private Outcome takeBack(Attempt attempt, String message) {
    Commit commit = attempt.commit;
    if (attempt.onTrial) {
      dataplane.rollBack();
      return new Outcome.RolledBack(Reason.SystemRefuses, message);
    }
    if (commit != null && !attempt.published) {
      commit.abandon();
    }
    return new Outcome.Refused(Reason.SystemRefuses, message, true);
  }
}
