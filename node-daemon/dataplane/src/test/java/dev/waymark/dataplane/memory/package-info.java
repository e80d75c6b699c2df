@NullMarked
package dev.waymark.dataplane.memory;

import org.jspecify.annotations.NullMarked;
