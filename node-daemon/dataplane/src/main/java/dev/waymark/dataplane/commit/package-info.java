/**
 * From one configuration to the next: content on the Java heap, and its image in shared memory.
 *
 * <p>{@link dev.waymark.dataplane.commit.Content} is what the node should do, exactly, with a log
 * that takes it back to the stable generation; {@link dev.waymark.dataplane.commit.Commit} changes
 * it; {@link dev.waymark.dataplane.commit.ImageWriter} builds the image aside, sharing with the one
 * before whatever did not change; {@link dev.waymark.dataplane.commit.Generations} publishes,
 * confirms and rolls back. Nothing a program run may see is ever written to.
 */
@NullMarked
package dev.waymark.dataplane.commit;

import org.jspecify.annotations.NullMarked;
