package dev.waymark.daemon.converge;

import dev.waymark.compiler.model.DesiredState;
import dev.waymark.daemon.attach.InterfaceSelection;
import dev.waymark.daemon.liveness.GatewayWatch;
import dev.waymark.daemon.observe.AddressTranslation;
import dev.waymark.daemon.observe.NodeObservation;
import dev.waymark.daemon.resolve.Mirrors;
import dev.waymark.daemon.resolve.NodeFacts;
import dev.waymark.daemon.resolve.Resolution;
import dev.waymark.daemon.resolve.ResolvedState;
import dev.waymark.daemon.resolve.WatchedGateway;
import dev.waymark.daemon.settings.NodeSettings;
import dev.waymark.daemon.source.Wanted;
import dev.waymark.daemon.source.disk.KeptRoutesOnDisk;
import dev.waymark.libbpf.KernelClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a wanted state comes to on this node, as it is now. */
final class Targets {

  private static final Duration BEHIND = Duration.ofSeconds(2);

  private final NodeSettings settings;
  private final NodeObservation node;
  private final AddressTranslation translation;
  private final GatewayWatch watch;
  private final ExpiryClock expiry;
  private final Clock clock;
  private final Mirrors mirrors;
  private @Nullable Instant nextLook;

  Targets(
      NodeSettings settings,
      NodeObservation node,
      AddressTranslation translation,
      GatewayWatch watch,
      Clock clock) {
    this.expiry =
        new ExpiryClock(
            clock,
            switch (settings.clock()) {
              case Synchronised -> KernelClock::isSynchronised;
              case Trusted -> () -> true;
            });
    this.mirrors = new Mirrors(new KeptRoutesOnDisk(settings.directories().state()));
    this.watch = watch;
    this.settings = settings;
    this.node = node;
    this.translation = translation;
    this.clock = clock;
  }

  /** Looks at the node and resolves. */
  Target of(Wanted wanted) {
    DesiredState declared = wanted.state();
    NodeFacts facts = node.facts(kernelTables(declared));
    Instant now = expiry.now(declared);
    DesiredState complete = mirrors.complete(declared, facts);
    watch.watch(WatchedGateway.of(complete, facts));
    ResolvedState state =
        Resolution.resolve(complete, facts.withSilent(watch.silent()), settings.markMask(), now)
            .withFindings(mirrors.findings())
            .withFindings(expiry.findings(declared));
    // A table that changes too fast to be read is tried again.
    nextLook = node.isBehind() ? clock.instant().plus(BEHIND) : expiry.nextLook(state.nextExpiry());
    InterfaceSelection selection = InterfaceSelection.of(settings.interfaces(), facts.interfaces());
    return new Target(
        wanted, state, selection, facts.interfaces(), selection.hasFast() && translation.look());
  }

  /** Whether something of ours in the kernel may have been touched since this was asked last. */
  boolean oursTouched() {
    return node.oursTouched();
  }

  /** Whether the kernel told so. */
  boolean oursTold() {
    return node.oursTold();
  }

  /** When the same state comes to something else by itself; absent: never. */
  @Nullable Instant nextLook() {
    return nextLook;
  }

  private static Set<Integer> kernelTables(DesiredState state) {
    return state.mirrors().stream()
        .map(mirror -> (int) mirror.kernelTable())
        .collect(Collectors.toSet());
  }
}
