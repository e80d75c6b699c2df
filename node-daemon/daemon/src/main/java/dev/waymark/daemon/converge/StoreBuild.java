package dev.waymark.daemon.converge;

import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.daemon.attach.Hooks;
import dev.waymark.daemon.counters.CounterBook;
import dev.waymark.daemon.kernel.Ownership;
import dev.waymark.dataplane.Adoption;
import dev.waymark.dataplane.Dataplane;
import dev.waymark.dataplane.Generation;
import dev.waymark.dataplane.Growth;
import dev.waymark.dataplane.StoreReplacement;
import dev.waymark.dataplane.commit.Build;
import dev.waymark.dataplane.commit.Commit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** Builds a target's generation aside, in a larger store if it must. */
final class StoreBuild {
  private final Dataplane dataplane;
  private final CounterBook counterBook;
  private final Ownership ownership;
  private final KernelState kernel;
  private final Hooks hooks;

  StoreBuild(
      Dataplane dataplane,
      CounterBook counterBook,
      Ownership ownership,
      KernelState kernel,
      Hooks hooks) {
    this.dataplane = dataplane;
    this.counterBook = counterBook;
    this.ownership = ownership;
    this.kernel = kernel;
    this.hooks = hooks;
  }

  /** Leaves the attempt with a built commit, or with none if packets see exactly this already. */
  Optional<Outcome> run(Attempt attempt) throws IOException {
    Commit commit = dataplane.begin();
    attempt.commit = commit;
    StoreInput input =
        new StoreInput(
            attempt.target.state(),
            attempt.target.selection().selected(),
            attempt.interfaces(),
            kernel.tables(),
            kernel.marks(),
            counterBook.ids());
    input.fill(commit, ownership.marks().mask(), attempt.target.translated());
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
          hooks.attach(
              attempt.target.selection().selected(), replacement.program(), replacement::early);
      if (!failures.isEmpty()) {
        hooks.attach(attempt.target.selection().selected(), dataplane.program(), dataplane::early);
        replacement.abandon();
        throw new UncheckedIOException(new IOException(String.join("; ", failures.values())));
      }
    }
    replacement.commit();
  }
}
