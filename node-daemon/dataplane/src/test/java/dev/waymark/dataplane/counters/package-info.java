@NullMarked
package dev.waymark.dataplane.counters;

import org.jspecify.annotations.NullMarked;
