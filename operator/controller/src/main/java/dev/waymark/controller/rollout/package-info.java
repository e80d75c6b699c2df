/**
 * Which node takes which change now, and which stays as it was. Derived anew in each pass from what
 * NodeRoutings say, never remembered, so a change of leader loses nothing. Pure: no clock, no I/O.
 *
 * <p>A change goes to the canary nodes first, then to as many at a time as maxUnavailable says. A
 * node that takes it back stops it everywhere; other people's changes go on.
 *
 * <p>Start at {@link dev.waymark.controller.rollout.NextWave}.
 */
@NullMarked
package dev.waymark.controller.rollout;

import org.jspecify.annotations.NullMarked;
