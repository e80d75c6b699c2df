/**
 * What the program does to a packet, byte for byte. Each table of cases belongs to one header or
 * one way of a packet; a row is a configuration, a packet, and everything that must come of it:
 * verdict, reason and its counter, mark, and every byte of the packet that leaves.
 *
 * <p>The rows run through the kernel's test run of the real program on a real store, and through
 * its twin, which must agree. Nothing here may ask the product what is right. Start at {@link
 * dev.waymark.dataplane.packet.PacketCase}, then at any table.
 */
@NullMarked
package dev.waymark.dataplane.packet;

import org.jspecify.annotations.NullMarked;
