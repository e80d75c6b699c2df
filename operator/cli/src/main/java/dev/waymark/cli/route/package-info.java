/**
 * The routes of one node's state, as {@code ip route} would show them if they were the kernel's.
 *
 * <p>Declared routes only: what the node mirrors from kernel tables, its own addresses and its
 * connected subnets are its own knowledge. Pure; the state is handed in.
 */
@NullMarked
package dev.waymark.cli.route;

import org.jspecify.annotations.NullMarked;
