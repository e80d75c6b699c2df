/**
 * Proof that packets see what they should: prefixes asked through the live program's own code.
 *
 * <p>{@link dev.waymark.dataplane.readback.ReadBack} asks at every edge of what changed and
 * compares the answers with the exact routes. It changes nothing.
 */
@NullMarked
package dev.waymark.dataplane.readback;

import org.jspecify.annotations.NullMarked;
