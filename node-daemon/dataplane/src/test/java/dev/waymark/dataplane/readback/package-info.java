@NullMarked
package dev.waymark.dataplane.readback;

import org.jspecify.annotations.NullMarked;
