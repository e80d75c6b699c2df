/**
 * What may stand next on a command line: for the shells, through kubectl.
 *
 * <p>Start at {@link dev.waymark.cli.complete.Completion}.
 */
@NullMarked
package dev.waymark.cli.complete;

import org.jspecify.annotations.NullMarked;
