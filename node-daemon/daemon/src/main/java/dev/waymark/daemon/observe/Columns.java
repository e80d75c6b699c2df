package dev.waymark.daemon.observe;

import dev.waymark.api.net.Family;
import dev.waymark.daemon.resolve.KernelTable;
import dev.waymark.daemon.resolve.KernelWay;
import java.util.Arrays;
import java.util.List;

/** The columns of a {@link KernelTable} while they are written, in ascending order. */
final class Columns {

  private final long[] hi;
  private final long[] lo;
  private final byte[] length;
  private final int[] way;
  private int size;

  Columns(int most) {
    hi = new long[most];
    lo = new long[most];
    length = new byte[most];
    way = new int[most];
  }

  void add(long prefixHi, long prefixLo, int prefixLength, int wayIndex) {
    hi[size] = prefixHi;
    lo[size] = prefixLo;
    length[size] = (byte) prefixLength;
    way[size++] = wayIndex;
  }

  KernelTable table(Family family, List<KernelWay> ways) {
    boolean full = size == way.length;
    return new KernelTable(
        family,
        full ? hi : Arrays.copyOf(hi, size),
        full ? lo : Arrays.copyOf(lo, size),
        full ? length : Arrays.copyOf(length, size),
        full ? way : Arrays.copyOf(way, size),
        ways);
  }
}
