package dev.waymark.api.node.v1alpha1;

/** Whether a program is attached. */
public enum AttachmentState {
  /** It is. */
  Attached,
  /** It is not. */
  Detached,
  /** There is no such interface. */
  Absent,
  /** The interface cannot be attached to. */
  Refused
}
