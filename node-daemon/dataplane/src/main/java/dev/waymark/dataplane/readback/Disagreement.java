package dev.waymark.dataplane.readback;

import dev.waymark.dataplane.layout.Family;

/**
 * An address for which the program answers other than the routes say.
 *
 * @param hi address, left aligned
 * @param lo the rest of an IPv6 address
 * @param expected handle of the route that should be found; 0: none
 * @param found what the program found
 */
public record Disagreement(Family family, int table, long hi, long lo, int expected, int found) {}
