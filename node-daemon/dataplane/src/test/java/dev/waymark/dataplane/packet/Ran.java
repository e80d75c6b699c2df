package dev.waymark.dataplane.packet;

import dev.waymark.dataplane.reference.Bytes;

/**
 * What a program made of one packet.
 *
 * @param returned -1, or a TC_ACT number
 */
public record Ran(int returned, int mark, Bytes packet) {}
