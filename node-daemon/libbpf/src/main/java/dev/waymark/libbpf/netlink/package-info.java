/**
 * rtnetlink: links, addresses, routes, rules and neighbours of one network namespace, read whole,
 * changed, and watched.
 *
 * <p>A file per kind of object, an immutable record each; the codec beside it is the only place
 * that knows its bytes. A dump misses nothing that stood unchanged meanwhile, or fails; what a
 * subscription cannot deliver it reports as {@link
 * dev.waymark.libbpf.netlink.NetlinkEvent.Overrun}.
 *
 * <p>Start at {@link dev.waymark.libbpf.netlink.NetlinkSocket} and {@link
 * dev.waymark.libbpf.netlink.NetlinkEvents}.
 */
@NullMarked
package dev.waymark.libbpf.netlink;

import org.jspecify.annotations.NullMarked;
