@NullMarked
package dev.waymark.dataplane.nexthop;

import org.jspecify.annotations.NullMarked;
