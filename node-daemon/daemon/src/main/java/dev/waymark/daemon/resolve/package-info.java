/**
 * Desired state and this node's facts → what the data plane shall hold.
 *
 * <p>The desired state serves a whole class of nodes; here it meets the interfaces, addresses and
 * kernel routes of one. A pure function: the same input gives the same output, nothing is asked and
 * nothing is changed. What cannot be used on this node is left out and told in a finding that names
 * the resource it belongs to; it is never guessed. Start at {@link
 * dev.waymark.daemon.resolve.Resolution}.
 */
@NullMarked
package dev.waymark.daemon.resolve;

import org.jspecify.annotations.NullMarked;
