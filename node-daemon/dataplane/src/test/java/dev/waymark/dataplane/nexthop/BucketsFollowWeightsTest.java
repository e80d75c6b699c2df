package dev.waymark.dataplane.nexthop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Shares are close to weights, and a change moves no flow that it need not move. */
class BucketsFollowWeightsTest {

  @Property(tries = 60)
  void removingAMemberMovesOnlyItsOwnBuckets(
      @ForAll @IntRange(min = 3, max = 16) int size, @ForAll long seed) {
    List<Group.Member> members = members(size, seed);
    Group.Member gone = members.get(new Random(seed).nextInt(size));
    List<Group.Member> rest = new ArrayList<>(members);
    rest.remove(gone);

    List<NextHop> before = owners(members);
    List<NextHop> after = owners(rest);

    for (int bucket = 0; bucket < before.size(); bucket++) {
      if (!before.get(bucket).equals(gone.nextHop())) {
        assertThat(after.get(bucket)).isEqualTo(before.get(bucket));
      }
    }
  }

  @Property(tries = 60)
  void sharesAreCloseToWeights(@ForAll @IntRange(min = 2, max = 16) int size, @ForAll long seed) {
    List<Group.Member> members = members(size, seed);
    double weights = members.stream().mapToInt(Group.Member::weight).sum();
    List<NextHop> owners = owners(members);
    Map<NextHop, Integer> shares = new HashMap<>();
    owners.forEach(owner -> shares.merge(owner, 1, Integer::sum));

    for (Group.Member member : members) {
      double expected = member.weight() / weights;
      // Five standard deviations of chance, and what the homes of all members shift.
      double deviation =
          5 * Math.sqrt(expected * (1 - expected) / owners.size())
              + 2.0 * Math.max(1, size * expected) / owners.size();
      double share = shares.getOrDefault(member.nextHop(), 0) / (double) owners.size();
      assertThat(share).isBetween(expected - deviation, expected + deviation);
    }
  }

  @Property(tries = 200)
  void noMemberIsLeftWithoutABucketHoweverLightItIs(
      @ForAll @IntRange(min = 2, max = 40) int size, @ForAll long seed) {
    List<Group.Member> members = members(size, seed);
    Group.Member heavy = members.getFirst();
    members.set(0, new Group.Member(heavy.nextHop(), 10_000));
    assertThat(owners(members)).containsAll(members.stream().map(Group.Member::nextHop).toList());
  }

  @Property(tries = 20)
  void theOrderOfMembersDoesNotMatter(
      @ForAll @IntRange(min = 2, max = 16) int size, @ForAll long seed) {
    List<Group.Member> members = members(size, seed);
    List<NextHop> owners = owners(members);
    Collections.shuffle(members, new Random(seed));
    assertThat(owners(members)).isEqualTo(owners);
  }

  private static List<NextHop> owners(List<Group.Member> members) {
    List<NextHop> owners = new ArrayList<>();
    for (int position : ResilientBuckets.assign(members)) {
      owners.add(members.get(position).nextHop());
    }
    return owners;
  }

  private static List<Group.Member> members(int size, long seed) {
    Random random = new Random(seed);
    List<Group.Member> members = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      NextHop hop = NextHop.onLink(1 + i, 1500, 0, 0, random.nextLong());
      members.add(new Group.Member(hop, 1 + random.nextInt(8)));
    }
    return members;
  }
}
