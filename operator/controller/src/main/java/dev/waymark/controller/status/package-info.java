/**
 * From a decision and what the nodes say to the status of each resource, when it is written, and
 * which events are recorded. Pure: the time is handed in. The conditions themselves are derived by
 * the compiler's room, as on a node that stands alone.
 *
 * <p>Start at {@link dev.waymark.controller.status.Gathering}.
 */
@NullMarked
package dev.waymark.controller.status;

import org.jspecify.annotations.NullMarked;
