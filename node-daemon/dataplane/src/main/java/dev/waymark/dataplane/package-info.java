/**
 * The store in shared memory: what the programs look packets up in, and how it changes.
 *
 * <p>{@link dev.waymark.dataplane.Dataplane} is the way in. It speaks numbers and prefixes and
 * knows neither Kubernetes nor names. It guarantees that one packet sees one generation, whole;
 * that a refusal leaves everything as it was; and that what is pinned is adopted after a restart
 * without a packet noticing.
 */
@NullMarked
package dev.waymark.dataplane;

import org.jspecify.annotations.NullMarked;
