package dev.waymark.daemon.explain;

import dev.waymark.compiler.model.DesiredMirror;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.daemon.resolve.KeptRoutes;
import java.util.Optional;

/** What a daemon kept of its mirrors, for somebody who only looks. */
record ReadOnlyRoutes(KeptRoutes kept) implements KeptRoutes {

  @Override
  public Optional<DesiredTable> of(DesiredMirror mirror) {
    return kept.of(mirror);
  }

  @Override
  public void keep(DesiredMirror mirror, DesiredTable good) {}

  @Override
  public void forget(DesiredMirror mirror) {}
}
