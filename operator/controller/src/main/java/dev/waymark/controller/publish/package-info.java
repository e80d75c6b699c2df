/**
 * Writes what nodes shall hold: slices first, then the NodeRoutings that name their roots. Nothing
 * is written that is there already, and a root never before its tree.
 *
 * <p>What is decided here is small and pure: {@link dev.waymark.controller.publish.RemovalGuard}
 * holds back a removal that nobody explains, {@link dev.waymark.controller.publish.SliceMarks} says
 * which slices somebody may still need.
 */
@NullMarked
package dev.waymark.controller.publish;

import org.jspecify.annotations.NullMarked;
