/**
 * Who wins when two RouteTables declare the same prefix and metric in one table: the higher
 * precedence, then the lower name, never the earlier. Winner and loser are both told.
 *
 * <p>Start at {@link dev.waymark.compiler.conflict.Precedence}.
 */
@NullMarked
package dev.waymark.compiler.conflict;

import org.jspecify.annotations.NullMarked;
