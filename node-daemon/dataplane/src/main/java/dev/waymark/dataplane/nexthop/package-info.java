/**
 * Where a packet goes once its prefix is known: routes, next-hop groups, next hops.
 *
 * <p>{@link dev.waymark.dataplane.nexthop.Route} is the value that a caller speaks; {@link
 * dev.waymark.dataplane.nexthop.Records} gives each distinct route, group and next hop one index
 * and counts who uses it; {@link dev.waymark.dataplane.nexthop.ResilientBuckets} spreads flows over
 * the members of a group, so that a change moves only the flows it must.
 */
@NullMarked
package dev.waymark.dataplane.nexthop;

import org.jspecify.annotations.NullMarked;
