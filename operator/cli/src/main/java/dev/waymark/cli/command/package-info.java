/**
 * The commands, one a file: options in, one room asked, text or JSON out, an exit code.
 *
 * <p>Start at {@link dev.waymark.cli.command.KubectlWaymark}.
 */
@NullMarked
package dev.waymark.cli.command;

import org.jspecify.annotations.NullMarked;
