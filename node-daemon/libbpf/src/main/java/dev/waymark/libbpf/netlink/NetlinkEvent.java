package dev.waymark.libbpf.netlink;

/** Something happened in the namespace. */
public sealed interface NetlinkEvent {

  /** An object came, or is now as told here. */
  record Changed(KernelObject object) implements NetlinkEvent {}

  /** An object took the place of the one with the same key, and is as told here. */
  record Replaced(KernelObject object) implements NetlinkEvent {}

  /** An object went, and was last as told here. */
  record Removed(KernelObject object) implements NetlinkEvent {}

  /** Events were lost: read everything anew. */
  record Overrun() implements NetlinkEvent {}
}
