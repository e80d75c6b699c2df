/**
 * What a router does with real packets: a scenario a class, each in a network of its own, with the
 * daemon as a process and the tools that a user has. What a failing test leaves is removed with its
 * lab.
 */
@NullMarked
package dev.waymark.e2e.lab;

import org.jspecify.annotations.NullMarked;
