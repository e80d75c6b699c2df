/**
 * Memory that programs read while it is written: access, and who owns which bytes of it.
 *
 * <p>{@link dev.waymark.dataplane.memory.Memory} is the mapped store (an array in tests). {@link
 * dev.waymark.dataplane.memory.Allocator} hands out blocks and keeps all its books on the Java
 * heap, so that nothing in shared memory says what is free. {@link
 * dev.waymark.dataplane.memory.BlockLedger} knows which blocks the stable generation may still
 * need. Nothing here knows what a block holds.
 */
@NullMarked
package dev.waymark.dataplane.memory;

import org.jspecify.annotations.NullMarked;
