/**
 * Network namespaces. A thread is in one namespace at a time, so each one that is entered has a
 * thread of its own and everybody else's stays where it was.
 */
@NullMarked
package dev.waymark.libbpf.netns;

import org.jspecify.annotations.NullMarked;
