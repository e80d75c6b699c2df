/**
 * One node daemon on a real API server, without an operator: tests write slices and NodeRouting
 * themselves, and read what the node says there.
 */
@NullMarked
package dev.waymark.e2e.node;

import org.jspecify.annotations.NullMarked;
