/**
 * The pass: observe, compile, decide, publish, gather, collect. One thread runs it; events only
 * ring for it. It may fail at any point and be run again: nothing that it needs is remembered from
 * the last one.
 *
 * <p>Start at {@link dev.waymark.controller.pass.Pass}.
 */
@NullMarked
package dev.waymark.controller.pass;

import org.jspecify.annotations.NullMarked;
