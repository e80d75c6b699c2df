/**
 * What a user would send to see where packets go: ping, traceroute, curl, and many small flows.
 *
 * <p>Each class is one tool with the numbers it reports. All traffic is bounded in number or time
 * and runs between hosts of a lab.
 */
@NullMarked
package dev.waymark.e2e.lab.traffic;

import org.jspecify.annotations.NullMarked;
