/**
 * Takes Waymark's effect off a cluster, in the one order that leaves nothing behind: first every
 * node lets go, while operator and daemons run; then the resources go, while the operator is there
 * to release them; the installation itself is the administrator's to delete, last.
 */
@NullMarked
package dev.waymark.cli.uninstall;

import org.jspecify.annotations.NullMarked;
