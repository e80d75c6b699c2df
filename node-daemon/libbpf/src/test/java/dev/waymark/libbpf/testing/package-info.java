/**
 * Fixtures for tests against the real kernel, published as this module's test-jar: {@link
 * dev.waymark.libbpf.testing.NeedsBpf} skips or fails, {@link
 * dev.waymark.libbpf.testing.FdLeakExtension} finds what was not closed, {@link
 * dev.waymark.libbpf.testing.TestNamespace} keeps test traffic to itself.
 */
@NullMarked
package dev.waymark.libbpf.testing;

import org.jspecify.annotations.NullMarked;
