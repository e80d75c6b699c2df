package dev.waymark.dataplane.differential;

import dev.waymark.dataplane.reference.Bytes;
import dev.waymark.dataplane.reference.ReferencePath.Arrival;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Packets as no honest sender makes them: sound ones with bits turned, lengths that lie, headers
 * cut, doubled and mistaken for others. The IPv4 header's checksum is mostly made right again, so
 * that what stands behind it is looked at.
 */
public final class MutatedPackets implements Packets {
  private static final int IP = 14;
  private static final int[] EDGES = {0, 1, 2, 0x0f, 0x7f, 0x80, 0xfe, 0xff};
  private static final int[] EXTENSIONS = {0, 43, 44, 50, 51, 59, 60, 135, 139, 140, 6, 17, 58};

  private final RandomGenerator random;
  private final Packets sound;

  /** Breaks those that another source makes. */
  public MutatedPackets(RandomGenerator random, Packets sound) {
    this.random = random;
    this.sound = sound;
  }

  @Override
  public Arrival next() {
    Arrival arrival = sound.next();
    byte[] frame = arrival.frame().toArray();
    boolean v6 = frame[12] == (byte) 0x86 && frame[13] == (byte) 0xdd;
    boolean v4 = frame[12] == 8 && frame[13] == 0;
    if (!v4 && !v6) {
      return arrival;
    }
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      frame = mutate(frame, v6);
    }
    if (v4 && random.nextInt(8) != 0) {
      mendChecksum(frame);
    }
    return new Arrival(
        Bytes.of(frame), arrival.ifindex(), arrival.link(), arrival.mark(), arrival.gsoSize());
  }

  private byte[] mutate(byte[] frame, boolean v6) {
    int header = v6 ? 40 : 20;
    int behind = IP + header;
    switch (random.nextInt(9)) {
      case 0 -> frame[IP + random.nextInt(frame.length - IP)] ^= (byte) (1 << random.nextInt(8));
      case 1 -> frame[IP + random.nextInt(header)] = edge();
      case 2 -> {
        if (frame.length > behind) {
          frame[behind + random.nextInt(Math.min(48, frame.length - behind))] = edge();
        }
      }
      case 3 -> {
        // Not within the IP header: the kernel's test run refuses to make such packets.
        return Arrays.copyOf(frame, behind + random.nextInt(frame.length - behind + 1));
      }
      case 4 -> {
        return Arrays.copyOf(frame, frame.length + 1 + random.nextInt(64));
      }
      case 5 -> {
        return spliced(frame, behind);
      }
      case 6 -> length(frame, v6);
      case 7 -> {
        if (v6) {
          chain(frame, behind);
        } else {
          frame[IP] = (byte) (0x40 | random.nextInt(16));
        }
      }
      default -> {
        if (!v6) {
          frame[IP + 6] = (byte) random.nextInt(256);
          frame[IP + 7] = random.nextBoolean() ? 0 : (byte) random.nextInt(256);
        }
      }
    }
    return frame;
  }

  private byte edge() {
    return (byte) EDGES[random.nextInt(EDGES.length)];
  }

  /** Some bytes behind the IP header come twice, or not at all. */
  private byte[] spliced(byte[] frame, int behind) {
    int room = frame.length - behind;
    if (room < 8) {
      return frame;
    }
    int from = behind + random.nextInt(room - 4);
    int count = Math.min(1 + random.nextInt(16), frame.length - from);
    boolean twice = random.nextBoolean();
    int to = twice ? from : from + count;
    int kept = twice ? from + count : from;
    byte[] spliced = Arrays.copyOf(frame, kept + frame.length - to);
    System.arraycopy(frame, to, spliced, kept, frame.length - to);
    return spliced;
  }

  /** A length near the right one, near its edges, or anything. */
  private void length(byte[] frame, boolean v6) {
    int right = frame.length - IP - (v6 ? 40 : 0);
    int length =
        switch (random.nextInt(4)) {
          case 0 -> right + random.nextInt(9) - 4;
          case 1 -> random.nextInt(48);
          case 2 -> right;
          default -> random.nextInt(65536);
        };
    int at = IP + (v6 ? 4 : 2);
    frame[at] = (byte) (length >>> 8);
    frame[at + 1] = (byte) length;
  }

  /** Headers that follow one another, each with a length of its own. */
  private void chain(byte[] frame, int behind) {
    int at = IP + 6;
    int next = behind;
    for (int i = 1 + random.nextInt(9); i > 0 && at < frame.length; i--) {
      frame[at] = (byte) EXTENSIONS[random.nextInt(EXTENSIONS.length)];
      if (next + 1 >= frame.length) {
        return;
      }
      frame[next + 1] = (byte) (random.nextInt(6) == 0 ? random.nextInt(256) : 0);
      at = next;
      next += 8;
    }
  }

  private static void mendChecksum(byte[] frame) {
    int end = Math.min(IP + Math.max(20, 4 * (frame[IP] & 0xf)), frame.length);
    frame[IP + 10] = 0;
    frame[IP + 11] = 0;
    int sum = 0;
    for (int i = IP; i + 1 < end; i += 2) {
      sum += ((frame[i] & 0xff) << 8) | (frame[i + 1] & 0xff);
    }
    while (sum > 0xffff) {
      sum = (sum & 0xffff) + (sum >>> 16);
    }
    frame[IP + 10] = (byte) (~sum >>> 8);
    frame[IP + 11] = (byte) ~sum;
  }
}
