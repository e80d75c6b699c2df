/**
 * What a change in Git would do to the routes and rules of each node, and which root the cluster
 * will report when it is done.
 *
 * <p>Pure: revisions, the cluster's other resources and facts in, a {@link
 * dev.waymark.cli.plan.Plan} or the reasons against it out.
 */
@NullMarked
package dev.waymark.cli.plan;

import org.jspecify.annotations.NullMarked;
