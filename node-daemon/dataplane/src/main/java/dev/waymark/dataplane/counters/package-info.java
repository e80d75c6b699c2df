/**
 * What the programs counted: by reason, and by whatever was given a counter.
 *
 * <p>Counters outlive generations and restarts: the maps are pinned, and {@link
 * dev.waymark.dataplane.counters.CounterIds} gives the same name the same index as long as the
 * caller keeps its snapshot.
 */
@NullMarked
package dev.waymark.dataplane.counters;

import org.jspecify.annotations.NullMarked;
