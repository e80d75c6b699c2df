/**
 * Longest-prefix match: from routes on the Java heap to tries in shared memory, and back.
 *
 * <p>{@link dev.waymark.dataplane.lpm.Rib} holds every prefix of one table and family exactly;
 * {@link dev.waymark.dataplane.lpm.TrieBuilder} compiles it, whole or only where it changed, into
 * blocks that are never changed afterwards; {@link dev.waymark.dataplane.lpm.TrieReader} follows
 * them as the programs do. The prefix 0/0 is never inside a trie. Leaves are numbers without a
 * meaning here, so that routes and the classifier's fields share all of this.
 */
@NullMarked
package dev.waymark.dataplane.lpm;

import org.jspecify.annotations.NullMarked;
