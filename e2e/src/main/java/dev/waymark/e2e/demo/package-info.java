/**
 * The product's main job, shown on a terminal in under a minute: every sentence is followed by the
 * command that a user would type, by what it really printed, and by a check of what it is said to
 * show. Nothing is replayed; a step that does not show what it claims makes the demo fail. Start at
 * {@link dev.waymark.e2e.demo.Demo}.
 */
@NullMarked
package dev.waymark.e2e.demo;

import org.jspecify.annotations.NullMarked;
