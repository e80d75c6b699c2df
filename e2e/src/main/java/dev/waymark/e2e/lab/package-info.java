/**
 * A small network made of namespaces on this machine: hosts, the wires between them, and servers
 * that answer.
 *
 * <p>Promise: what a lab makes carries the lab's own name and is gone when the lab is closed, when
 * its making fails half-way, and when the program is interrupted. It never touches the machine's
 * own namespace, never reaches the internet, and ends only processes that it started, by their id.
 * Start at {@link dev.waymark.e2e.lab.Lab}.
 */
@NullMarked
package dev.waymark.e2e.lab;

import org.jspecify.annotations.NullMarked;
