package dev.waymark.controller.pass;

import dev.waymark.compiler.model.Owner;
import dev.waymark.controller.observe.ClusterInformers;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** How a removal that is held back is told. */
final class RemovalText {
  private static final int NAMES_TOLD = 5;

  private RemovalText() {}

  /** Whose, and how to say that it is meant. */
  static String of(SortedSet<Owner> guarded) {
    String names =
        guarded.stream().limit(NAMES_TOLD).map(Owner::toString).collect(Collectors.joining(", "));
    int more = guarded.size() - NAMES_TOLD;
    return "%s%s vanished without being deleted, and nodes keep what they had of them; bring them back, or create the ConfigMap %s in the operator's namespace if it is meant"
        .formatted(
            names, more > 0 ? " and " + more + " more" : "", ClusterInformers.ACCEPT_REMOVAL);
  }
}
