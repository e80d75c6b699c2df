/**
 * The commands of {@code waymark-node}, a file each. They read options, call one thing and turn its
 * outcome into words and an {@link dev.waymark.daemon.cli.ExitCode}; no user ever sees a stack
 * trace.
 */
@NullMarked
package dev.waymark.daemon.cli;

import org.jspecify.annotations.NullMarked;
