/**
 * The store as a whole: its header, its generations, and what they reach.
 *
 * <p>{@link dev.waymark.dataplane.store.Image} is one generation by its offsets, immutable; {@link
 * dev.waymark.dataplane.store.GenerationRecord} is its form in shared memory; {@link
 * dev.waymark.dataplane.store.ControlWord} says which one packets see. {@link
 * dev.waymark.dataplane.store.Reachability} finds every block that a generation needs, and {@link
 * dev.waymark.dataplane.store.StoreCheck} every invariant that is broken: in tests, after a restart
 * and in production alike. Nothing here decides what a generation should hold.
 */
@NullMarked
package dev.waymark.dataplane.store;

import org.jspecify.annotations.NullMarked;
