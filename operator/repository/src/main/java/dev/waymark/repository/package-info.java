/**
 * What one commit of a Git repository declares.
 *
 * <p>Files are read from the commit's tree, never from a work tree, and symbolic links are not
 * followed. The daemon that follows a branch and the plan between two revisions read through here,
 * so they see the same resources and tell the same errors at the same places.
 *
 * <p>Start at {@link dev.waymark.repository.Manifests}.
 */
@NullMarked
package dev.waymark.repository;

import org.jspecify.annotations.NullMarked;
