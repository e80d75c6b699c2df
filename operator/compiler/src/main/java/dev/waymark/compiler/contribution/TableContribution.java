package dev.waymark.compiler.contribution;

import dev.waymark.api.v1alpha1.LabelSelector;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.Owner;

/**
 * The routes of one RouteTable.
 *
 * @param precedence higher wins
 * @param table its own routes alone, each owned by it
 */
public record TableContribution(
    Owner owner, int precedence, LabelSelector nodes, DesiredTable table) {}
