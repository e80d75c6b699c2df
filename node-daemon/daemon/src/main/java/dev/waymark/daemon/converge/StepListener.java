package dev.waymark.daemon.converge;

/** Sees each step of a commit before it is done. */
@FunctionalInterface
public interface StepListener {

  /** Nobody listens. */
  StepListener NONE = step -> {};

  /** The step is about to be done. */
  void before(CommitStep step);
}
