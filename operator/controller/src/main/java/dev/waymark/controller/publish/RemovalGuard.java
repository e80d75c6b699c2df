package dev.waymark.controller.publish;

import dev.waymark.compiler.model.Owner;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Tells a removal that somebody meant from one that nobody explains: a deleted resource passes
 * through its finalizer, but a restored etcd, a deleted definition or a stripped finalizer makes
 * resources vanish. One may; when many do at once, what they brought stays until somebody says that
 * it is meant. Pure.
 */
public final class RemovalGuard {
  /** The fewest that are held back while others remain. */
  static final int MANY = 3;

  private RemovalGuard() {}

  /**
   * Whose contributions to keep although there is no resource any more.
   *
   * @param held whoever stands in the roots that nodes are asked to hold
   * @param declared whoever has a resource, also one that is being deleted
   * @param accepted whether the administrator means it
   * @return those who vanished, if they are all there were, or at least three and half of all; else
   *     empty
   */
  public static SortedSet<Owner> guarded(Set<Owner> held, Set<Owner> declared, boolean accepted) {
    SortedSet<Owner> vanished = new TreeSet<>(held);
    vanished.removeAll(declared);
    boolean all = declared.isEmpty();
    boolean many = vanished.size() >= MANY && 2 * vanished.size() >= held.size();
    return !accepted && (all || many) ? vanished : Collections.emptySortedSet();
  }
}
