@NullMarked
package dev.waymark.dataplane.layout;

import org.jspecify.annotations.NullMarked;
