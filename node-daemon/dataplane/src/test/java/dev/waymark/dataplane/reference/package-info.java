/**
 * What must come of a packet, in plain loops straight from the written semantics: every table is a
 * list that is searched from end to end, every rule is asked in turn.
 *
 * <p>This room shares nothing with the product but the numbers of {@code abi.h} that both must
 * report; it must never call the store, the tries or the classifier. {@link
 * dev.waymark.dataplane.reference.ReferencePath} is the way of a packet from top to bottom; the
 * differential test sends the same packets through it and through the real program.
 */
@NullMarked
package dev.waymark.dataplane.reference;

import org.jspecify.annotations.NullMarked;
