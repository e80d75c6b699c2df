/**
 * One running replica of the operator, and how its parts are put together. Wiring only: what is
 * decided, is decided elsewhere.
 *
 * <p>Start at {@link dev.waymark.controller.replica.Replica}.
 */
@NullMarked
package dev.waymark.controller.replica;

import org.jspecify.annotations.NullMarked;
