package dev.waymark.dataplane;

import dev.waymark.dataplane.classifier.AttachedInterface;
import dev.waymark.dataplane.classifier.Match;
import dev.waymark.dataplane.classifier.Rule;
import dev.waymark.dataplane.commit.Commit;
import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.layout.ForwardingPath;
import dev.waymark.dataplane.layout.RouteType;
import dev.waymark.dataplane.layout.RuleAction;
import dev.waymark.dataplane.layout.SourceCheck;
import dev.waymark.dataplane.nexthop.Group;
import dev.waymark.dataplane.nexthop.NextHop;
import dev.waymark.dataplane.nexthop.Replication;
import dev.waymark.dataplane.nexthop.Route;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Configurations for tests: the same for the same arguments. */
public final class Sample {
  private Sample() {}

  public static byte[] digest(int number) {
    byte[] digest = new byte[32];
    Arrays.fill(digest, (byte) number);
    return digest;
  }

  public static NextHop nextHop(int number) {
    byte[] gateway = {10, 0, (byte) (number >> 8), (byte) number};
    return NextHop.via(2 + number % 3, gateway, 1500, 0, 0, 77L * number);
  }

  public static Route route(int number) {
    return switch (number % 5) {
      case 0 -> Route.of(RouteType.BLACKHOLE, 0, 0);
      case 1 ->
          Route.unicast(
              new Group(
                  List.of(
                      new Group.Member(nextHop(number), 1),
                      new Group.Member(nextHop(number + 1), 3))),
              0,
              0);
      case 2 ->
          Route.multicast(
              new Replication(
                  9,
                  List.of(
                      new Replication.Output(NextHop.onLink(2, 1500, 0, 0, 0), 0x020000000002L),
                      new Replication.Output(NextHop.onLink(3, 1500, 0, number, 0), number))),
              0,
              0);
      default -> Route.unicast(Group.of(nextHop(number)), 0, 0);
    };
  }

  /** Fills a commit with rules, interfaces and random routes. */
  public static void fill(Commit commit, int routes, long seed) {
    commit.markMask(0x1f7f);
    commit.interfaces(
        List.of(
            new AttachedInterface(2, ForwardingPath.FAST, SourceCheck.OFF, 14),
            new AttachedInterface(3, ForwardingPath.KERNEL, SourceCheck.STRICT, 14)));
    commit.rules(
        Family.V4,
        List.of(
            new Rule(
                RuleAction.LOOKUP,
                7,
                0,
                0,
                Match.ANY
                    .withFrom(List.of(new Match.Prefix(0x0a000000L << 32, 0, 8)))
                    .withDscp(Set.of(10, 46))),
            new Rule(RuleAction.DROP, 0, 0, 0, Match.ANY.withIfindexes(Set.of(3)))));
    Random random = new Random(seed);
    for (int i = 0; i < routes; i++) {
      int length = 8 + random.nextInt(25);
      long v4 = ((long) random.nextInt() << 32) & (-1L << (64 - length));
      commit.put(254, Family.V4, v4, 0, length, commit.route(route(random.nextInt(40))));
      int wide = 16 + random.nextInt(49);
      long v6 = (0x2001_0000_0000_0000L | random.nextLong() >>> 16) & (-1L << (64 - wide));
      commit.put(254, Family.V6, v6, 0, wide, commit.route(route(random.nextInt(40))));
    }
    commit.put(7, Family.V4, 0, 0, 0, commit.route(route(3)));
  }
}
