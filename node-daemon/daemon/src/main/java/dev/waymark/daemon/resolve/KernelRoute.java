package dev.waymark.daemon.resolve;

import dev.waymark.api.net.Prefix;

/**
 * A route that the kernel holds in its main table, of any type: whatever it says is the kernel's to
 * do.
 *
 * @param metric the kernel's priority; lower wins
 */
public record KernelRoute(Prefix to, long metric) {}
