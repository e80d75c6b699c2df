package dev.waymark.api.v1alpha1;

/** What a route does with a packet, as in ip route. */
public enum RouteType {
  /** Send it to a next hop. */
  Unicast,
  /** Deliver it to this host. */
  Local,
  /** Drop it, counted. */
  Blackhole,
  /** Drop it; the kernel answers "host unreachable". */
  Unreachable,
  /** Drop it; the kernel answers "administratively prohibited". */
  Prohibit,
  /** Leave this table: the next matching rule decides. */
  Throw,
  /** Copy it to each next hop; the group is the destination. */
  Multicast;

  /** Whether it has next hops: Unicast and Multicast. */
  public boolean forwards() {
    return this == Unicast || this == Multicast;
  }
}
