/**
 * The node's own settings: the installer's choices, never the users'.
 *
 * <p>Strict like the resources: an unknown key or a wrong value stops the start with file, line and
 * column, and what would be right. Whatever is absent has one documented value, written down once,
 * in {@link dev.waymark.daemon.settings.NodeSettings}.
 */
@NullMarked
package dev.waymark.daemon.settings;

import org.jspecify.annotations.NullMarked;
