/**
 * What the compiler has to say about a resource, as values: never thrown, never logged. Each says
 * where, what is wrong, and what would be right.
 *
 * <p>Start at {@link dev.waymark.compiler.diagnostic.Diagnostic}.
 */
@NullMarked
package dev.waymark.compiler.diagnostic;

import org.jspecify.annotations.NullMarked;
