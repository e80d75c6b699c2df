/**
 * {@code waymark-node}: from desired state to proven state on one node.
 *
 * <p>The daemon follows a source of desired state, compiles it, resolves it against what only the
 * node knows, commits it to the data plane, proves it by reading it back, and reports. It may die
 * at any moment: forwarding goes on, and a restart adopts what it finds. It touches nothing that is
 * not marked as ours. Start reading at {@link dev.waymark.daemon.DaemonMain} and {@code
 * converge.Converge}.
 */
@NullMarked
package dev.waymark.daemon;

import org.jspecify.annotations.NullMarked;
