package dev.waymark.libbpf.netlink;

/** Something that rtnetlink tells of. */
public sealed interface KernelObject permits Link, NetworkSetting, KernelObject.Changeable {

  /** Something that can be added and deleted too. */
  sealed interface Changeable extends KernelObject permits Address, Neighbour, Route, Rule {}
}
