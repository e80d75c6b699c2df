/**
 * Events as lines of JSON: numbers and indices become names.
 *
 * <p>Names are those that the daemon wrote before it published what they stand for; an event whose
 * name is gone says so by leaving it out, never by a wrong one.
 */
@NullMarked
package dev.waymark.daemon.events;

import org.jspecify.annotations.NullMarked;
