/**
 * BTF, the kernel's type format: what the C compiler made of the project's structures.
 *
 * <p>Pure Java: bytes in, types out. Nothing here calls native code, so that a test can compare the
 * layouts of C and Java on any machine. Types refer to each other by their number in the file.
 */
@NullMarked
package dev.waymark.libbpf.btf;

import org.jspecify.annotations.NullMarked;
