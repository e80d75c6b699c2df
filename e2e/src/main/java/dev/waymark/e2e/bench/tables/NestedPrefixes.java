package dev.waymark.e2e.bench.tables;

import dev.waymark.api.net.Family;
import java.util.SplittableRandom;

/**
 * Made tables, larger and meaner than the real ones: random prefixes, many inside one another, each
 * with a random one of 256 next hops, so that neighbours hardly ever share an answer and nothing
 * compresses.
 */
public final class NestedPrefixes {

  private static final int NEXT_HOPS = 256;

  /** The peers' own networks are here. */
  private static final int PRIVATE = 10;

  private static final int LOOPBACK = 127;
  private static final int LINK_LOCAL = 169 << 8 | 254;

  /** Share of the IPv4 lengths in a thousand, as in a full Internet table: 62 % are /24. */
  private static final int[][] V4_LENGTHS = {
    {24, 620}, {23, 90}, {22, 110}, {21, 50}, {20, 45}, {19, 25}, {18, 15}, {17, 10}, {16, 20},
    {15, 3}, {14, 3}, {13, 2}, {12, 2}, {11, 1}, {10, 1}, {9, 1}, {8, 2}
  };

  /** Share of the IPv6 lengths in a thousand. */
  private static final int[][] V6_LENGTHS = {
    {48, 460}, {44, 90}, {40, 100}, {36, 50}, {32, 180}, {33, 20}, {29, 40}, {46, 20}, {47, 20},
    {42, 10}, {34, 5}, {28, 5}
  };

  private NestedPrefixes() {}

  /** IPv4 prefixes in 1.0.0.0 – 223.255.255.255, without what is always the kernel's. */
  public static PrefixTable v4(int size) {
    var random = new SplittableRandom(4);
    var builder = new PrefixTableBuilder();
    while (builder.size() < size) {
      long address = random.nextLong(0x01000000L, 0xe0000000L);
      if (address >>> 24 != PRIVATE && address >>> 24 != LOOPBACK && address >>> 16 != LINK_LOCAL) {
        builder.add(address << 32, 0, length(V4_LENGTHS, random), nextHop(random));
      }
    }
    return builder.build("nested-v4", Family.V4);
  }

  /** IPv6 prefixes packed into 2001::/16 … 2a0f::/16, /48s dense below a few thousand /32s. */
  public static PrefixTable v6(int size) {
    var random = new SplittableRandom(6);
    var builder = new PrefixTableBuilder();
    while (builder.size() < size) {
      long top = 0x2a00L + random.nextInt(16);
      long site = random.nextInt(256);
      long address = top << 48 | site << 32 | (random.nextLong() & 0xffff_ffffL);
      builder.add(address, 0, length(V6_LENGTHS, random), nextHop(random));
    }
    return builder.build("dense-v6", Family.V6);
  }

  private static int nextHop(SplittableRandom random) {
    return 1 + random.nextInt(NEXT_HOPS);
  }

  private static int length(int[][] shares, SplittableRandom random) {
    int at = random.nextInt(1000);
    for (int[] share : shares) {
      at -= share[1];
      if (at < 0) {
        return share[0];
      }
    }
    throw new IllegalStateException("the shares do not add up to 1000");
  }
}
