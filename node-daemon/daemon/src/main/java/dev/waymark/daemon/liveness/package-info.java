/**
 * Whether gateways live, where a RouteTable asks to know: each is asked again and again, and falls
 * silent only after as many failures in a row as were declared. It is back with its first answer.
 *
 * <p>Asks from the node's network namespace, by the interface that the next hop uses. What was
 * silent stays so over a restart until it answers. Start at {@link
 * dev.waymark.daemon.liveness.GatewayWatch}.
 */
@NullMarked
package dev.waymark.daemon.liveness;

import org.jspecify.annotations.NullMarked;
