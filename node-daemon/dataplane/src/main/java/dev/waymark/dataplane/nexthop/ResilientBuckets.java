package dev.waymark.dataplane.nexthop;

import java.util.List;

/**
 * Which member serves which bucket: weighted rendezvous hashing.
 *
 * <p>For each bucket every member draws a number in (0, 1) from its own seed and the bucket's
 * number, and the member with the largest {@code draw^(1/weight)} wins. So the table follows from
 * the group alone, on every node and after every restart; a member that goes gives up only its own
 * buckets, one that comes takes only its share, and shares are proportional to weights up to
 * chance: with n buckets a share p is off by about sqrt(p(1-p)/n), 1.6 points of a half in 1024.
 *
 * <p>The number of buckets is 1024 up to 16 members and 4096 above: it must not follow the number
 * of members closely, or a change of it would move flows of members that stayed.
 */
public final class ResilientBuckets {
  private static final int FEW_MEMBERS = 16;
  private static final int FEW_BITS = 10;
  private static final int MANY_BITS = 12;

  private ResilientBuckets() {}

  /** Buckets for so many members, as a power of two; 0 for a single one. */
  public static int bits(int members) {
    return members == 1 ? 0 : members <= FEW_MEMBERS ? FEW_BITS : MANY_BITS;
  }

  /** For each bucket the position of its member in the list. */
  public static int[] assign(List<Group.Member> members) {
    int[] owners = new int[1 << bits(members.size())];
    for (int bucket = 0; bucket < owners.length; bucket++) {
      double best = Double.NEGATIVE_INFINITY;
      long bestSeed = 0;
      for (int i = 0; i < members.size(); i++) {
        Group.Member member = members.get(i);
        long seed = member.nextHop().seed();
        // StrictMath: the same on every machine.
        double score = StrictMath.log(draw(seed, bucket)) / member.weight();
        if (score > best || (score == best && Long.compareUnsigned(seed, bestSeed) > 0)) {
          best = score;
          bestSeed = seed;
          owners[bucket] = i;
        }
      }
    }
    return owners;
  }

  /** A number above 0 and below 1 (SplitMix64's finisher over seed and bucket). */
  private static double draw(long seed, int bucket) {
    long mixed = mix(seed + 0x9e3779b97f4a7c15L * (bucket + 1));
    return ((mixed >>> 11) + 0.5) * 0x1.0p-53;
  }

  private static long mix(long word) {
    long mixed = (word ^ (word >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
