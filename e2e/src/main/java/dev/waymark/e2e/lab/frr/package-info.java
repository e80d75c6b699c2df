/**
 * The other routing daemon that Debian ships, FRR: its zebra and staticd on a host of the lab,
 * filling a table of the kernel's, each route by a next-hop object.
 */
@NullMarked
package dev.waymark.e2e.lab.frr;

import org.jspecify.annotations.NullMarked;
