package dev.waymark.daemon.converge;

import dev.waymark.compiler.slice.Digest;

/** Sees each step of a commit before it is done, and each look for what has no event. */
@FunctionalInterface
public interface StepListener {

  /** Nobody listens. */
  StepListener NONE = (step, root) -> {};

  /**
   * The step is about to be done.
   *
   * @param root of the state that the data path is to hold; it may hold it already
   */
  void before(CommitStep step, Digest root);

  /**
   * What the kernel tells nobody was looked at: the links and pins of ours.
   *
   * @param amiss something was not as we left it
   */
  default void looked(boolean amiss) {}
}
