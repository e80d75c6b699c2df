/**
 * Where the nodes stand: each with its whole state, and each with one resource.
 *
 * <p>Derived from what the operator and the daemons wrote, never guessed: what nobody said is shown
 * as not said. Pure; the objects are handed in.
 */
@NullMarked
package dev.waymark.cli.standing;

import org.jspecify.annotations.NullMarked;
