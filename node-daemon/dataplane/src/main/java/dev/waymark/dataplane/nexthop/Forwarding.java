package dev.waymark.dataplane.nexthop;

import java.util.List;

/** Where a route's packets go: to one of several next hops, or a copy to each. */
public sealed interface Forwarding permits Group, Replication {

  /** The next hops, each once. */
  List<NextHop> nextHops();
}
