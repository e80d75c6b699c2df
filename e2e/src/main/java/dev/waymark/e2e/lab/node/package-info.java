/**
 * The program under test inside a lab: a Git repository that says where packets go, and the daemon
 * that follows it in the router's namespace.
 *
 * <p>The daemon is a process of its own, started and spoken to through its command line only, as a
 * user would. Its directories and pins are the lab's and go with it.
 */
@NullMarked
package dev.waymark.e2e.lab.node;

import org.jspecify.annotations.NullMarked;
