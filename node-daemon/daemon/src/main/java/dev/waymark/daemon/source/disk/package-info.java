/**
 * What a node keeps over a restart: the slices of the last good state, what was taken back, the
 * last good content of mirrors. Files are whole or absent, also after a loss of power.
 */
@NullMarked
package dev.waymark.daemon.source.disk;

import org.jspecify.annotations.NullMarked;
