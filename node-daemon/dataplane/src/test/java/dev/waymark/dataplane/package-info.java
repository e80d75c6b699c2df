@NullMarked
package dev.waymark.dataplane;

import org.jspecify.annotations.NullMarked;
