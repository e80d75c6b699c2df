package dev.waymark.api.v1alpha1;

/** Which traffic a rule is about. */
public enum Traffic {
  /** Packets on their way through the node. */
  Forwarded,
  /** Packets to one of the node's own addresses. */
  ToNode,
  /** Packets of local senders, chosen when their socket connects. */
  FromNode
}
