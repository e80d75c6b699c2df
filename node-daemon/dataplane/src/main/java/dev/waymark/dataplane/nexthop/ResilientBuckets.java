package dev.waymark.dataplane.nexthop;

import java.util.BitSet;
import java.util.List;

/**
 * Which member serves which bucket: weighted rendezvous hashing, with a place for the light ones.
 *
 * <p>For each bucket every member draws a number in (0, 1) from its own seed and the bucket's
 * number, and the member with the largest {@code draw^(1/weight)} wins. So the table follows from
 * the group alone, on every node and after every restart; a member that goes gives up only its own
 * buckets, one that comes takes only its share, and shares are proportional to weights up to
 * chance: with n buckets a share p is off by about sqrt(p(1-p)/n), 1.6 points of a half in 1024.
 *
 * <p>A member of little weight could win nothing at all. So each member has {@value #HOMES} home
 * buckets, named by its seed, which it wins against all who are not at home there; if several are,
 * the lightest does. That is still a contest for each bucket alone, so the above holds. Should a
 * member yet be left without (all its homes shared with lighter ones: rarer than 1 in 10,000 even
 * for 16 members of next to no weight), it is given the one it came closest to winning.
 *
 * <p>The number of buckets is 1024 up to 16 members and 4096 above: it must not follow the number
 * of members closely, or a change of it would move flows of members that stayed.
 */
public final class ResilientBuckets {
  private static final int FEW_MEMBERS = 16;
  private static final int FEW_BITS = 10;
  private static final int MANY_BITS = 12;
  private static final int HOMES = 2;

  private ResilientBuckets() {}

  /** Buckets for so many members, as a power of two; 0 for a single one. */
  public static int bits(int members) {
    return members == 1 ? 0 : members <= FEW_MEMBERS ? FEW_BITS : MANY_BITS;
  }

  /** For each bucket the position of its member in the list. */
  public static int[] assign(List<Group.Member> members) {
    int[] owners = new int[1 << bits(members.size())];
    int[] owned = new int[members.size()];
    BitSet[] homes = homes(members, owners.length);
    for (int bucket = 0; bucket < owners.length; bucket++) {
      owners[bucket] = winner(members, homes, bucket);
      owned[owners[bucket]]++;
    }
    for (int i = 0; i < owned.length; i++) {
      if (owned[i] == 0) {
        owned[i]++;
        owned[giveOne(members, i, owners, owned)]--;
      }
    }
    return owners;
  }

  /** The buckets that each member is at home in. */
  private static BitSet[] homes(List<Group.Member> members, int buckets) {
    BitSet[] homes = new BitSet[members.size()];
    for (int i = 0; i < homes.length; i++) {
      homes[i] = new BitSet(buckets);
      for (int home = 0; home < HOMES; home++) {
        homes[i].set((int) mix(members.get(i).nextHop().seed() ^ mix(~home)) & (buckets - 1));
      }
    }
    return homes;
  }

  /** Those at home before those who are not, the lightest of them first; then by score. */
  private static int winner(List<Group.Member> members, BitSet[] homes, int bucket) {
    int best = 0;
    double bestScore = score(members.getFirst(), bucket);
    for (int i = 1; i < members.size(); i++) {
      boolean home = homes[i].get(bucket);
      int order = Boolean.compare(home, homes[best].get(bucket));
      if (order < 0) {
        continue;
      }
      if (order == 0 && home) {
        order = Integer.compare(members.get(best).weight(), members.get(i).weight());
      }
      double score = score(members.get(i), bucket);
      if (order == 0) {
        order = Double.compare(score, bestScore);
      }
      if (order == 0) {
        order = Long.compareUnsigned(seed(members, i), seed(members, best));
      }
      if (order > 0) {
        best = i;
        bestScore = score;
      }
    }
    return best;
  }

  private static long seed(List<Group.Member> members, int i) {
    return members.get(i).nextHop().seed();
  }

  /** Gives a member a bucket of one that has several, and answers whose it was. */
  private static int giveOne(List<Group.Member> members, int i, int[] owners, int[] owned) {
    int best = -1;
    for (int bucket = 0; bucket < owners.length; bucket++) {
      boolean closer = best < 0 || score(members.get(i), bucket) > score(members.get(i), best);
      if (owned[owners[bucket]] > 1 && closer) {
        best = bucket;
      }
    }
    int owner = owners[best];
    owners[best] = i;
    return owner;
  }

  /** Grows with the draw and with the weight. StrictMath: the same on every machine. */
  private static double score(Group.Member member, int bucket) {
    return StrictMath.log(draw(member.nextHop().seed(), bucket)) / member.weight();
  }

  /** A number above 0 and below 1. */
  private static double draw(long seed, int bucket) {
    long mixed = mix(seed + 0x9e3779b97f4a7c15L * (bucket + 1));
    return ((mixed >>> 11) + 0.5) * 0x1.0p-53;
  }

  /** SplitMix64's finisher. */
  private static long mix(long word) {
    long mixed = (word ^ (word >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
