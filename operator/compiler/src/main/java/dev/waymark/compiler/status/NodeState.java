package dev.waymark.compiler.status;

/** How far one node has come with one resource's latest generation. */
public enum NodeState {
  /** It is at it. */
  Progressing,
  /** It keeps what it had: its turn has not come, or the rollout stopped. */
  Waiting,
  /** It holds the change; the proof is still to come. */
  Programmed,
  /** It holds the change, and its data path was read back and agrees. */
  Ready,
  /** It refused the change and keeps the last good state. */
  Failed,
  /** It took the change back. */
  RolledBack,
  /** It does not answer. */
  Unreachable
}
