package dev.waymark.daemon.resolve;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Prefix;

/**
 * An address of the node.
 *
 * @param connected what is reached directly through it: its subnet, or the peer of a point-to-point
 *     link
 */
public record InterfaceAddress(int interfaceIndex, Address address, Prefix connected) {}
