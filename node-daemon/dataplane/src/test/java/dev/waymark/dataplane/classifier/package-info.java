@NullMarked
package dev.waymark.dataplane.classifier;

import org.jspecify.annotations.NullMarked;
