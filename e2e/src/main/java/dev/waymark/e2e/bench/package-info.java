/**
 * What Waymark costs, beside what its peers cost in the same run on the same machine. Every answer
 * that a measurement produces is checked before its figure is printed; a figure without a peer, or
 * from another run, has no place here. Start at {@link dev.waymark.e2e.bench.Bench}.
 */
@NullMarked
package dev.waymark.e2e.bench;

import org.jspecify.annotations.NullMarked;
