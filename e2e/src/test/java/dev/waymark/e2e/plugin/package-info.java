/**
 * {@code kubectl waymark} on a real API server, run by a real kubectl: what it shows is what
 * operator and daemons wrote.
 *
 * <p>Nodes are objects only here; what a daemon would say is said for it.
 */
@NullMarked
package dev.waymark.e2e.plugin;

import org.jspecify.annotations.NullMarked;
