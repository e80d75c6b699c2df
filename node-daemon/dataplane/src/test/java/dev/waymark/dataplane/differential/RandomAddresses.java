package dev.waymark.dataplane.differential;

import dev.waymark.dataplane.reference.Bytes;
import dev.waymark.dataplane.reference.Prefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Prefixes and addresses that meet: prefixes nest and touch, addresses stand at the edges of
 * prefixes, one before, one behind and inside.
 */
final class RandomAddresses {
  private static final int[] LENGTHS_V4 = {0, 1, 5, 6, 7, 8, 12, 16, 17, 18, 23, 24, 30, 31, 32};
  private static final int[] LENGTHS_V6 = {
    0, 1, 6, 12, 16, 18, 24, 29, 32, 48, 56, 62, 63, 64, 65, 66, 96, 126, 127, 128
  };

  private final RandomGenerator random;
  private final List<Prefix> known = new ArrayList<>();

  RandomAddresses(RandomGenerator random) {
    this.random = random;
  }

  /** A new prefix, often the neighbour, the parent or the child of one made before. */
  Prefix prefix(boolean v6) {
    Prefix made = make(v6);
    known.add(made);
    return made;
  }

  private Prefix make(boolean v6) {
    Prefix near = known(v6);
    if (near == null || random.nextInt(4) == 0) {
      return Prefix.around(bytes(v6), length(v6));
    }
    return switch (random.nextInt(4)) {
      case 0 -> Prefix.around(next(near, random.nextBoolean()), near.length());
      case 1 -> Prefix.around(near.network(), random.nextInt(near.length() + 1));
      case 2 -> Prefix.around(within(near), longer(near, 8));
      default -> Prefix.around(within(near), longer(near, 128));
    };
  }

  /** An address that some prefix made here is likely to have an opinion on. */
  Bytes address(boolean v6) {
    Prefix near = random.nextInt(20) == 0 ? null : known(v6);
    if (near == null) {
      return bytes(v6);
    }
    return switch (random.nextInt(6)) {
      case 0 -> near.network();
      case 1 -> last(near);
      case 2 -> step(near.network(), -1);
      case 3 -> step(last(near), 1);
      default -> within(near);
    };
  }

  /** A prefix of groups of receivers: some of the few that {@link #group} makes. */
  Prefix groups(boolean v6) {
    return Prefix.around(group(v6), v6 ? 8 + 8 * random.nextInt(16) : 4 + random.nextInt(29));
  }

  /** One of a few groups of receivers. */
  Bytes group(boolean v6) {
    byte[] group = new byte[v6 ? 16 : 4];
    group[0] = (byte) (v6 ? 0xff : 239);
    group[1] = (byte) (v6 ? 0x0e : random.nextInt(2));
    group[group.length - 2] = (byte) (random.nextInt(2) << 7);
    group[group.length - 1] = (byte) random.nextInt(4);
    return Bytes.of(group);
  }

  private @Nullable Prefix known(boolean v6) {
    for (int attempt = 0; attempt < 8 && !known.isEmpty(); attempt++) {
      Prefix candidate = known.get(random.nextInt(known.size()));
      if (candidate.v6() == v6) {
        return candidate;
      }
    }
    return null;
  }

  private int length(boolean v6) {
    if (random.nextInt(3) == 0) {
      return random.nextInt(v6 ? 129 : 33);
    }
    int[] lengths = v6 ? LENGTHS_V6 : LENGTHS_V4;
    return lengths[random.nextInt(lengths.length)];
  }

  private int longer(Prefix near, int most) {
    int room = Math.min(most, (near.v6() ? 128 : 32) - near.length());
    return near.length() + random.nextInt(room + 1);
  }

  private Bytes bytes(boolean v6) {
    byte[] bytes = new byte[v6 ? 16 : 4];
    random.nextBytes(bytes);
    // Few different first bytes, so that what is made independently meets as well.
    bytes[0] = (byte) (v6 ? 0x20 : 10 + random.nextInt(3));
    return Bytes.of(bytes);
  }

  private Bytes within(Prefix prefix) {
    byte[] bytes = new byte[prefix.network().length()];
    random.nextBytes(bytes);
    return merged(prefix, bytes);
  }

  private static Bytes last(Prefix prefix) {
    byte[] bytes = new byte[prefix.network().length()];
    Arrays.fill(bytes, (byte) 0xff);
    return merged(prefix, bytes);
  }

  private static Bytes merged(Prefix prefix, byte[] host) {
    byte[] bytes = prefix.network().toArray();
    for (int bit = prefix.length(); bit < 8 * bytes.length; bit++) {
      bytes[bit / 8] |= (byte) (host[bit / 8] & (0x80 >>> bit % 8));
    }
    return Bytes.of(bytes);
  }

  private static Bytes step(Bytes address, int by) {
    byte[] bytes = address.toArray();
    int carry = by;
    for (int i = bytes.length - 1; i >= 0 && carry != 0; i--) {
      int sum = (bytes[i] & 0xff) + carry;
      bytes[i] = (byte) sum;
      carry = sum < 0 ? -1 : sum > 255 ? 1 : 0;
    }
    return Bytes.of(bytes);
  }

  private static Bytes next(Prefix prefix, boolean up) {
    return up ? step(last(prefix), 1) : step(prefix.network(), -1);
  }
}
