package dev.waymark.controller.rollout;

import org.jspecify.annotations.Nullable;

/**
 * What one node's roots say of one resource, before anything is decided.
 *
 * @param stable whether what it proved has what is declared
 * @param asked whether what it was asked for has
 * @param seen whether what it last knew to be asked for has, or what is live there
 * @param live whether what packets see there has
 * @param readable whether anybody can tell what it proved
 * @param failure why it does not take it; null while nothing is known against it
 */
record Place(
    boolean stable,
    boolean asked,
    boolean seen,
    boolean live,
    boolean readable,
    @Nullable Failure failure) {
  /** On the way: asked for, and neither proved nor failed. Nobody can be held at the unknown. */
  boolean taking() {
    return !stable && failure == null && (asked || !readable);
  }
}
