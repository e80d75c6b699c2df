/**
 * From what the compiler found and what the nodes say to the status of a resource. Pure: the time
 * is handed in, so the operator and the standalone daemon write the same status for the same facts.
 *
 * <p>Start at {@link dev.waymark.compiler.status.StatusOf}.
 */
@NullMarked
package dev.waymark.compiler.status;

import org.jspecify.annotations.NullMarked;
