/** The command line of {@code waymark-operator}: what may be said, and how it fails. */
@NullMarked
package dev.waymark.controller.cli;

import org.jspecify.annotations.NullMarked;
