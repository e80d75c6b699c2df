/**
 * The only native room: libbpf, the system calls it leaves out, and memory shared with the kernel.
 *
 * <p>What a class here opens it owns, and closing it twice does nothing. Every failed call becomes
 * a {@link dev.waymark.libbpf.NativeException} that names the call, the errno and what to do about
 * it. Nothing here knows what a map or a program means; no native type leaves this module.
 *
 * <p>Start at {@link dev.waymark.libbpf.BpfObjectFile}. {@code LibBpf}, {@code LibC} and {@link
 * dev.waymark.libbpf.Syscalls} are for this module's own packages.
 */
@NullMarked
package dev.waymark.libbpf;

import org.jspecify.annotations.NullMarked;
