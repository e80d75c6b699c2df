/**
 * Where desired state comes from: a Git branch, a cluster, and the slices that an earlier run left
 * on the disk.
 *
 * <p>A source says what it found, in the words of {@link dev.waymark.daemon.source.SourceReading},
 * and never decides what to do about it. A source out of reach is a value, a state that cannot be
 * used is a value with the reason; neither ever means "nothing is wanted".
 */
@NullMarked
package dev.waymark.daemon.source;

import org.jspecify.annotations.NullMarked;
