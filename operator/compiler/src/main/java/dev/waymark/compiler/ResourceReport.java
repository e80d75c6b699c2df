package dev.waymark.compiler;

import dev.waymark.api.v1alpha1.Conflict;
import dev.waymark.compiler.diagnostic.Diagnostic;
import dev.waymark.compiler.model.Owner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one resource.
 *
 * @param generation metadata.generation; null where there is none, as in Git
 * @param nodes the nodes that it selects, by name, also if it is refused
 * @param conflicts losses first
 * @param routes how many it brings; null unless it is a RouteTable
 * @param rules how many it brings; null unless it is a RoutingPolicy
 */
public record ResourceReport(
    Owner resource,
    @Nullable Long generation,
    List<Diagnostic> diagnostics,
    List<Conflict> conflicts,
    List<String> nodes,
    @Nullable Integer routes,
    @Nullable Integer rules) {
  /** Keeps copies of the lists. */
  public ResourceReport {
    diagnostics = List.copyOf(diagnostics);
    conflicts = List.copyOf(conflicts);
    nodes = List.copyOf(nodes);
  }

  /** Whether an error keeps it out of the desired state. */
  public boolean refused() {
    return diagnostics.stream().anyMatch(Diagnostic::error);
  }
}
