package dev.waymark.compiler.contribution;

import dev.waymark.api.v1alpha1.LabelSelector;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.DesiredTrial;
import dev.waymark.compiler.model.Owner;
import java.util.Optional;

/**
 * The routes of one RouteTable.
 *
 * @param precedence higher wins
 * @param table its own routes alone, each owned by it
 * @param trial what its changes have to pass before they stay; empty where it asks for nothing
 */
public record TableContribution(
    Owner owner,
    int precedence,
    LabelSelector nodes,
    DesiredTable table,
    Optional<DesiredTrial> trial) {}
