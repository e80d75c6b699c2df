/**
 * The program against the reference, on configurations and packets that nobody thought of. A
 * difference is shrunk and printed with the seed that makes it again.
 *
 * <p>Start at {@link dev.waymark.dataplane.differential.Differential}.
 */
@NullMarked
package dev.waymark.dataplane.differential;

import org.jspecify.annotations.NullMarked;
