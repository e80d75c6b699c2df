/**
 * Files become resources, or errors that a person can act on.
 *
 * <p>All errors of a file are told at once, each with file, line, column, path, what is wrong and
 * what would be right. The judges are the schema and the checks that the API server gets too.
 * Documents of other API groups are passed over and counted; a document of ours that is unknown is
 * an error, never a silence. A hostile file costs bounded time and memory.
 *
 * <p>Start at {@link dev.waymark.api.yaml.StrictYaml}.
 */
@NullMarked
package dev.waymark.api.yaml;

import org.jspecify.annotations.NullMarked;
