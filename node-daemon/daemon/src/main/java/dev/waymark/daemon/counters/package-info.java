/**
 * What each of the data plane's counters counts.
 *
 * <p>A name keeps its index over generations and restarts: {@link
 * dev.waymark.daemon.counters.CounterBook} writes which is which before a generation that uses it
 * is published, so that the file says right of every generation that packets can meet, and commands
 * read it without asking the daemon. What a counter counted before it was given up stays in the sum
 * of its resource. Which routes have a counter of their own says {@link
 * dev.waymark.daemon.counters.RouteCounters}.
 */
@NullMarked
package dev.waymark.daemon.counters;

import org.jspecify.annotations.NullMarked;
