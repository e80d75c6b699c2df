package dev.waymark.daemon.converge;

import dev.waymark.daemon.attach.InterfaceSelection;
import dev.waymark.daemon.resolve.InterfaceState;
import dev.waymark.daemon.resolve.ResolvedState;
import dev.waymark.daemon.source.Wanted;
import java.util.List;

/**
 * Everything that a commit is made of. Equal targets lead to equal generations.
 *
 * @param translated whether the kernel translates addresses, where some interface takes the Fast
 *     path around it
 */
record Target(
    Wanted wanted,
    ResolvedState state,
    InterfaceSelection selection,
    List<InterfaceState> interfaces,
    boolean translated) {

  /** The same after its slices were written. */
  Target written() {
    return new Target(wanted.written(), state, selection, interfaces, translated);
  }
}
