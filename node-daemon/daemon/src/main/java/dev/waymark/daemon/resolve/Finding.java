package dev.waymark.daemon.resolve;

import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.model.Owner;

/**
 * Something declared that this node cannot do, or not wholly.
 *
 * @param owner the resource that declared it
 * @param message what, where, and what would be right
 */
public record Finding(Owner owner, Reason reason, String message) {}
