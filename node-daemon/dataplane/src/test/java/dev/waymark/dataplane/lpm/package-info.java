@NullMarked
package dev.waymark.dataplane.lpm;

import org.jspecify.annotations.NullMarked;
