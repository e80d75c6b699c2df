/**
 * Proof that packets see what they should: a generation asked through the live program's own code.
 *
 * <p>{@link dev.waymark.dataplane.readback.ReadBack} asks for whatever a commit wrote, so finely
 * that a wrong answer to any packet would be a wrong answer to a question, and compares with the
 * exact content. What the commit shares with the generation before was asked when it was written.
 * It changes nothing.
 */
@NullMarked
package dev.waymark.dataplane.readback;

import org.jspecify.annotations.NullMarked;
