/**
 * The operator against a real API server, with nodes that only pretend: what is published when, and
 * what outlives the death of whom. Real packets are elsewhere.
 */
@NullMarked
package dev.waymark.e2e.operator;

import org.jspecify.annotations.NullMarked;
