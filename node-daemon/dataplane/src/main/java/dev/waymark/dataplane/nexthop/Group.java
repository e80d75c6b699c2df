package dev.waymark.dataplane.nexthop;

import java.util.List;

/**
 * Next hops that share the flows of a route by weight.
 *
 * @param members at least one; no next hop twice
 */
public record Group(List<Member> members) implements Forwarding {

  /** Most members of a group. */
  public static final int MEMBERS_MAX = 256;

  /**
   * A next hop and its share.
   *
   * @param weight 1 to 65535
   */
  public record Member(NextHop nextHop, int weight) {
    public Member {
      if (weight < 1 || weight > 0xffff) {
        throw new IllegalArgumentException("weight " + weight + " is not between 1 and 65535");
      }
    }
  }

  public Group {
    members = List.copyOf(members);
    if (members.isEmpty() || members.size() > MEMBERS_MAX) {
      throw new IllegalArgumentException(
          "a group has 1 to " + MEMBERS_MAX + " members, not " + members.size());
    }
    if (members.stream().map(Member::nextHop).distinct().count() != members.size()) {
      throw new IllegalArgumentException("a group names a next hop twice");
    }
  }

  @Override
  public List<NextHop> nextHops() {
    return members.stream().map(Member::nextHop).toList();
  }

  /** A group of one. */
  public static Group of(NextHop nextHop) {
    return new Group(List.of(new Member(nextHop, 1)));
  }
}
