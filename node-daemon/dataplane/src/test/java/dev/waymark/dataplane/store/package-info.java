@NullMarked
package dev.waymark.dataplane.store;

import org.jspecify.annotations.NullMarked;
