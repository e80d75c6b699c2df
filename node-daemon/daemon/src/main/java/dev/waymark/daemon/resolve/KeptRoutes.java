package dev.waymark.daemon.resolve;

import dev.waymark.compiler.model.DesiredMirror;
import dev.waymark.compiler.model.DesiredTable;
import java.util.Optional;

/**
 * Where the last good content of a mirror lies while its source brings too much: a restart finds it
 * there.
 */
public interface KeptRoutes {

  /** Keeps nothing over a restart. */
  KeptRoutes NOWHERE =
      new KeptRoutes() {
        @Override
        public void keep(DesiredMirror mirror, DesiredTable good) {}

        @Override
        public Optional<DesiredTable> of(DesiredMirror mirror) {
          return Optional.empty();
        }

        @Override
        public void forget(DesiredMirror mirror) {}
      };

  /** The source brings too much; this is what it brought before. */
  void keep(DesiredMirror mirror, DesiredTable good);

  /** What was kept; empty if nothing was, or it cannot be used. */
  Optional<DesiredTable> of(DesiredMirror mirror);

  /** The source brings no more than it may. */
  void forget(DesiredMirror mirror);
}
