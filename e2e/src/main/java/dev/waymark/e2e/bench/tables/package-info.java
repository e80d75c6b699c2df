/**
 * The tables and address traces that the benchmarks run on: real prefixes, and made ones for the
 * sizes and shapes that the real ones lack. The same every time: sources have a fixed version, and
 * random ones a fixed seed.
 */
@NullMarked
package dev.waymark.e2e.bench.tables;

import org.jspecify.annotations.NullMarked;
