/**
 * The kernel itself as the reference: the same frames through a router whose kernel forwards them
 * and through routers on which Waymark does, on either path. What comes out of every interface is
 * compared byte by byte, the ICMP errors that come back included. Where Waymark differs on purpose
 * the table says why, and {@code bpf/ODD_PACKETS.md} shows it.
 *
 * <p>Start at {@link dev.waymark.dataplane.twin.OddPacketsAgainstTheKernelTest}.
 */
@NullMarked
package dev.waymark.dataplane.twin;

import org.jspecify.annotations.NullMarked;
