/**
 * Addresses and prefixes as values: canonical text and bits, in both directions.
 *
 * <p>Parsing is strict as in Kubernetes ({@code isIP}, {@code isCIDR}) and never asks a resolver:
 * no leading zeros, no zones, no IPv4-mapped IPv6. Bits are left-aligned in two longs, so that both
 * families sort, compare and mask alike.
 */
@NullMarked
package dev.waymark.api.net;

import org.jspecify.annotations.NullMarked;
