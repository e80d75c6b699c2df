package dev.waymark.daemon.converge;

import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.daemon.attach.Attachments;
import dev.waymark.daemon.counters.CounterBook;
import dev.waymark.daemon.counters.CounterName;
import dev.waymark.daemon.kernel.Ownership;
import dev.waymark.daemon.resolve.InterfaceState;
import dev.waymark.daemon.source.SlicesOnDisk;
import dev.waymark.dataplane.Adoption;
import dev.waymark.dataplane.Dataplane;
import dev.waymark.dataplane.Generation;
import dev.waymark.dataplane.Growth;
import dev.waymark.dataplane.StoreReplacement;
import dev.waymark.dataplane.commit.Build;
import dev.waymark.dataplane.commit.Commit;
import dev.waymark.dataplane.layout.Phase;
import dev.waymark.dataplane.readback.ReadBack;
import dev.waymark.libbpf.NativeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one that acts: runs the steps of a commit in their order, and takes back what fails. */
final class StepRunner {

  private static final Logger LOG = LoggerFactory.getLogger(StepRunner.class);

  /** Addresses asked in a read-back; beyond, prefixes are sampled evenly. */
  private static final long READ_BACK_BUDGET = 1_000_000;

  private final Dataplane dataplane;
  private final SlicesOnDisk disk;
  private final CounterBook counterBook;
  private final Ownership ownership;
  private final KernelState kernel;
  private final Attachments attachments;
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
      Attachments attachments,
      Clock clock,
      StepListener listener) {
    this.dataplane = dataplane;
    this.disk = disk;
    this.counterBook = counterBook;
    this.ownership = ownership;
    this.kernel = kernel;
    this.attachments = attachments;
    this.clock = clock;
    this.listener = listener;
  }

  /** What one run of the steps knows. */
  private static final class Attempt {
    private final Target target;
    private Set<CounterName> counterNames = Set.of();
    private @Nullable Commit commit;
    private boolean published;

    Attempt(Target target) {
      this.target = target;
    }
  }

  /** From now on what is not needed may go: the whole desired state was seen. */
  void allowRemoval() {
    mayRemove = true;
  }

  /** What could not be attached to in the last run, by interface: a sentence each. */
  Map<String, String> attachFailures() {
    return attachFailures;
  }

  /** When something waits to be removed; absent if nothing does. */
  @Nullable Instant nextRemoval() {
    return kernel.nextRemoval();
  }

  /** Puts back what somebody else removed of the proven state, and changes nothing else. */
  void hold() {
    try {
      kernel.repair();
    } catch (NativeException e) {
      LOG.warn("cannot put back what was removed: {}", e.getMessage());
    }
  }

  /** Makes the data path hold {@code target}, in the order of {@link CommitStep}. */
  Outcome run(Target target) {
    Attempt attempt = new Attempt(target);
    try {
      for (CommitStep step : CommitStep.values()) {
        listener.before(step);
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
    switch (step) {
      case WRITE_SLICES -> attempt.target.wanted().slices().forEach(disk::put);
      case ADD_KERNEL_OBJECTS -> {
        return addKernelObjects(attempt);
      }
      case BUILD_ASIDE -> {
        return build(attempt);
      }
      case ARM_TIMER -> {
        // Not served yet, and said so by CommitStep.served.
      }
      case PUBLISH -> {
        Commit commit = attempt.commit;
        if (commit != null) {
          dataplane.publishBuilt(commit);
          attempt.published = true;
        }
      }
      case ATTACH -> attach(attempt);
      case READ_BACK -> {
        return readBack(attempt);
      }
      case CONFIRM -> {
        if (attempt.published) {
          dataplane.confirm();
        }
        kernel.proven();
      }
      case MOVE_POINTER -> movePointer(attempt);
      case RETIRE -> retire(attempt);
    }
    return Optional.empty();
  }

  private Optional<Outcome> addKernelObjects(Attempt attempt) {
    if (kernel.add(attempt.target.state())) {
      return Optional.empty();
    }
    return Optional.of(
        new Outcome.Refused(
            Reason.StoreFull,
            "%d next hops are more than the %d that markMask and kernelTables have room for"
                .formatted(attempt.target.state().nextHops().size(), kernel.marks().capacity()),
            false));
  }

  private Optional<Outcome> build(Attempt attempt) throws IOException {
    Commit commit = dataplane.begin();
    attempt.commit = commit;
    StoreInput input =
        new StoreInput(
            attempt.target.state(),
            attempt.target.selection().selected(),
            byIndex(attempt.target.interfaces()),
            kernel.tables(),
            kernel.marks(),
            counterBook.ids());
    input.fill(commit, ownership.marks().mask());
    attempt.counterNames = input.counterNames();
    counterBook.save();
    Digest root = attempt.target.wanted().root();
    if (isHeld(commit, root)) {
      commit.abandon();
      attempt.commit = null;
      return Optional.empty();
    }
    while (dataplane.build(commit, root.bytes()) instanceof Build.StoreTooSmall(long needed)) {
      switch (dataplane.grow(needed)) {
        case Growth.Larger(StoreReplacement replacement) -> switchOver(attempt, replacement);
        case Growth.CapacityExceeded(long bytes, long largest) -> {
          commit.abandon();
          attempt.commit = null;
          return Optional.of(
              new Outcome.Refused(
                  Reason.StoreFull,
                  "%d MiB are needed, and store.limit is %d MiB; raise it, or declare less"
                      .formatted((bytes + (1 << 20) - 1) >> 20, largest >> 20),
                  false));
        }
      }
    }
    return Optional.empty();
  }

  /** Whether packets see exactly this already. After a restart the store is asked. */
  private boolean isHeld(Commit commit, Digest root) {
    if (!dataplane.isContentKnown()) {
      return dataplane.adoption() instanceof Adoption.Adopted
          && dataplane.adoptRib(commit, root.bytes()).isEmpty();
    }
    return commit.isEmpty()
        && dataplane.active().map(Generation::digest).equals(Optional.of(root.hex()));
  }

  private void switchOver(Attempt attempt, StoreReplacement replacement) {
    // Before the first publish nothing is attached, and there is nothing to switch.
    if (dataplane.active().isPresent()) {
      Map<String, String> failures =
          attachments.attach(attempt.target.selection().selected(), replacement.program());
      if (!failures.isEmpty()) {
        attachments.attach(attempt.target.selection().selected(), dataplane.program());
        replacement.abandon();
        throw new UncheckedIOException(new IOException(String.join("; ", failures.values())));
      }
    }
    replacement.commit();
  }

  private void attach(Attempt attempt) {
    attachFailures = attachments.attach(attempt.target.selection().selected(), dataplane.program());
    if (mayRemove) {
      attachments.retain(attempt.target.selection().selected());
    }
  }

  private Optional<Outcome> readBack(Attempt attempt) {
    Commit commit = attempt.commit;
    if (commit == null) {
      return Optional.empty();
    }
    ReadBack.Result result = dataplane.readBack(commit, READ_BACK_BUDGET);
    if (result.agrees()) {
      return Optional.empty();
    }
    dataplane.rollBack();
    return Optional.of(
        new Outcome.RolledBack(
            Reason.ReadBackDisagrees,
            "%d of %d addresses were answered otherwise than declared, the first: %s"
                .formatted(result.disagreements(), result.asked(), result.first().getFirst())));
  }

  private void movePointer(Attempt attempt) throws IOException {
    SlicesOnDisk.Pointer proven =
        new SlicesOnDisk.Pointer(attempt.target.wanted().root(), attempt.target.wanted().commit());
    if (!disk.pointer().equals(Optional.of(proven))) {
      disk.point(proven);
    }
  }

  private void retire(Attempt attempt) throws IOException {
    if (!mayRemove) {
      return;
    }
    kernel.retire(attempt.target.state(), clock.instant());
    if (attempt.published) {
      counterBook.retainOnly(attempt.counterNames);
      disk.collect(attempt.target.wanted().root());
    }
  }

  private Outcome takeBack(Attempt attempt, String message) {
    Commit commit = attempt.commit;
    boolean onTrial =
        attempt.published
            && dataplane.active().map(Generation::phase).equals(Optional.of(Phase.PROBATION));
    if (onTrial) {
      dataplane.rollBack();
      return new Outcome.RolledBack(Reason.SystemRefuses, message);
    }
    if (commit != null && !attempt.published) {
      commit.abandon();
    }
    return new Outcome.Refused(Reason.SystemRefuses, message, true);
  }

  private static Map<Integer, InterfaceState> byIndex(Collection<InterfaceState> interfaces) {
    return interfaces.stream()
        .collect(Collectors.toMap(InterfaceState::index, Function.identity()));
  }
}
