/**
 * {@code kubectl waymark}: what the nodes of a cluster hold and why, and what a change in Git would
 * do to them.
 *
 * <p>It reads; only {@code uninstall} writes, and says before what. It knows the API and the
 * compiler and nothing of the operator or the daemon: what it shows is derived from the objects
 * that they write.
 */
@NullMarked
package dev.waymark.cli;

import org.jspecify.annotations.NullMarked;
