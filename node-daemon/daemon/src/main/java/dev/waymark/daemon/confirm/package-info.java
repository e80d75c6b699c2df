/**
 * How long a change may stay unconfirmed: until then it must have proved itself, or the kernel
 * takes it back, whoever lives. Pure.
 */
@NullMarked
package dev.waymark.daemon.confirm;

import org.jspecify.annotations.NullMarked;
