/**
 * Where desired state comes from: a Git branch, and the slices that an earlier run left on disk.
 *
 * <p>A source says what it found and never decides what to do about it. A repository out of reach
 * is a value, a commit with a bad document is a value naming file, line and reason; neither ever
 * means "nothing is wanted". Files are read from the commit's tree, never from a work tree, and
 * symbolic links are not followed.
 */
@NullMarked
package dev.waymark.daemon.source;

import org.jspecify.annotations.NullMarked;
