/**
 * A real routing daemon beside the one under test: BIRD 2 as Debian ships it, on hosts of the lab,
 * speaking BGP with another BIRD and filling a table of the kernel's.
 */
@NullMarked
package dev.waymark.e2e.lab.bird;

import org.jspecify.annotations.NullMarked;
