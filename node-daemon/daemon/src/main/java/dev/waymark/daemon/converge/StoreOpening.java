package dev.waymark.daemon.converge;

import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.daemon.settings.NodeSettings;
import dev.waymark.daemon.source.disk.RejectedRoots;
import dev.waymark.daemon.source.disk.RejectedRoots.Rejection;
import dev.waymark.dataplane.Adoption;
import dev.waymark.dataplane.Dataplane;
import dev.waymark.dataplane.DataplaneSettings;
import dev.waymark.dataplane.Generation;
import dev.waymark.dataplane.layout.Phase;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a start finds in the kernel, and does about it before anything else. */
final class StoreOpening {

  private static final Logger LOG = LoggerFactory.getLogger(StoreOpening.class);

  private StoreOpening() {}

  /** Opens the store of this node. A generation that nobody confirmed is taken back, and said. */
  static Dataplane open(NodeSettings settings, RejectedRoots rejected) {
    Path pin = settings.directories().pin();
    Dataplane dataplane =
        Dataplane.open(
            new DataplaneSettings(pin, DataplaneSettings.INITIAL_BYTES, settings.storeLimit()));
    switch (dataplane.adoption()) {
      case Adoption.Fresh() -> LOG.info("started node={} adoption=fresh", settings.node());
      case Adoption.Adopted(Generation active, Generation stable) -> {
        LOG.info(
            "started node={} adoption=adopted generation={} phase={}",
            settings.node(),
            active.number(),
            active.phase());
        if (active.phase() == Phase.PROBATION) {
          // Nobody confirmed it before the last daemon died.
          dataplane.rollBack();
          LOG.warn(
              "rolled back generation={} to generation={} reason=NotConfirmed",
              active.number(),
              stable.number());
          if (!active.digest().equals(stable.digest())
              && rejected.diedOnTrial(Digest.parse(active.digest()))) {
            LOG.warn("not tried again root={}: two daemons died proving it", active.digest());
          }
        }
      }
      case Adoption.Refused(String reason) ->
          LOG.warn("started node={} adoption=refused: {}", settings.node(), reason);
    }
    rememberTakenBack(dataplane, rejected);
    return dataplane;
  }

  /** What the kernel took back while no daemon ran: its commit is not to bring it again. */
  private static void rememberTakenBack(Dataplane dataplane, RejectedRoots rejected) {
    Optional<Generation> taken = dataplane.probation().takenBack();
    if (taken.isEmpty()) {
      return;
    }
    String digest = taken.get().digest();
    LOG.warn("taken back by the kernel generation={} reason=NotConfirmed", taken.get().number());
    // A generation of the same state, for a node that changed, says nothing against the state.
    if (dataplane.active().filter(active -> active.digest().equals(digest)).isEmpty()) {
      rejected.add(
          new Rejection(
              Digest.parse(digest),
              null,
              Reason.NotConfirmed,
              "nobody confirmed generation %d in time, and the kernel took it back; another commit,"
                      .formatted(taken.get().number())
                  + " or a SIGHUP to the daemon, tries again"));
    }
    dataplane.probation().acknowledge();
  }
}
