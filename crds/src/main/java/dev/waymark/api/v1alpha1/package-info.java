/**
 * The resources that users write: {@link dev.waymark.api.v1alpha1.RouteTable}, {@link
 * dev.waymark.api.v1alpha1.RoutingPolicy}, {@link dev.waymark.api.v1alpha1.TrafficSteer}.
 *
 * <p>A record is one object of the YAML, field by field; {@code effective…} methods give the
 * documented meaning of what is absent, for nothing here has a default in its schema. Rules that
 * join fields stand in the enum named after the record.
 */
@NullMarked
package dev.waymark.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
