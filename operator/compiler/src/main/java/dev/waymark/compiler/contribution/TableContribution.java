package dev.waymark.compiler.contribution;

import dev.waymark.api.v1alpha1.LabelSelector;
import dev.waymark.compiler.model.DesiredLiveness;
import dev.waymark.compiler.model.DesiredMirror;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.DesiredTrial;
import dev.waymark.compiler.model.Owner;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The routes of one RouteTable.
 *
 * @param precedence higher wins
 * @param table its own routes alone, each owned by it
 * @param trial what its changes have to pass before they stay; empty where it asks for nothing
 * @param mirrors of kernel tables, whose routes only the node knows
 * @param liveness how its gateways are watched; absent: by their interfaces alone
 */
public record TableContribution(
    Owner owner,
    int precedence,
    LabelSelector nodes,
    DesiredTable table,
    Optional<DesiredTrial> trial,
    List<DesiredMirror> mirrors,
    @Nullable DesiredLiveness liveness) {
  /** Keeps a copy. */
  public TableContribution {
    mirrors = List.copyOf(mirrors);
  }
}
