/**
 * The compiled BPF programs, as bytes, and the names by which user space finds what is in them.
 *
 * <p>The programs themselves are C and live in {@code src/main/bpf}; {@code abi.h} there is the
 * contract with user space. Nothing here loads or runs anything: that is the business of {@code
 * dev.waymark.libbpf}. Start at {@link dev.waymark.bpf.BpfObject}.
 */
@NullMarked
package dev.waymark.bpf;

import org.jspecify.annotations.NullMarked;
