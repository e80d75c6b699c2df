package dev.waymark.controller.rollout;

/** Where a node is with a resource. */
public enum Stand {
  /** It proved what is declared. */
  Done,
  /** It was asked to hold what is declared and has not answered for it yet. */
  Taking,
  /** It keeps what it had; its turn has not come. */
  Waiting,
  /** It does not take what is declared, or cannot hold it. */
  Failed
}
