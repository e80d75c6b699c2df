/**
 * Desired state from a branch of a Git repository.
 *
 * <p>Files are read from the commit's tree, never from a work tree, and symbolic links are not
 * followed. A commit counts whole or not at all: one with a bad document is a value naming file,
 * line and reason. Start at {@link dev.waymark.daemon.source.git.GitFollower}.
 */
@NullMarked
package dev.waymark.daemon.source.git;

import org.jspecify.annotations.NullMarked;
