/**
 * Sockets that the kernel routes by a mark, which Java's own cannot carry.
 *
 * <p>Each belongs to the network namespace of the thread that opened it, never waits longer than it
 * is told to, and says what it saw instead of an answer: {@link dev.waymark.libbpf.NativeException}
 * with the kernel's reason, {@code ETIMEDOUT} for silence.
 */
@NullMarked
package dev.waymark.libbpf.socket;

import org.jspecify.annotations.NullMarked;
