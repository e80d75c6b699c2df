package dev.waymark.compiler.slice;

import dev.waymark.api.net.Family;
import dev.waymark.compiler.model.DesiredTableBuilder;
import dev.waymark.compiler.model.Way;

/** Unpacks the slices of one table and family, in order, into a table. */
final class RoutesReader {
  /** The least bytes of a way. */
  private static final int WAY_MIN = 8;

  private final Family family;
  private final DesiredTableBuilder table;
  private long previousHi;
  private long previousLo;
  private int previousLength = -1;
  private long previousMetric;

  RoutesReader(Family family, DesiredTableBuilder table) {
    this.family = family;
    this.table = table;
  }

  void read(Slice slice) {
    ByteReader in = slice.payload();
    if (PrefixCodec.family(in) != family) {
      throw in.corrupt("its routes are not " + family);
    }
    int[] ways = new int[in.number(in.remaining() / WAY_MIN, "number of ways")];
    long[] metrics = new long[ways.length];
    for (int i = 0; i < ways.length; i++) {
      Way way = WayCodec.read(in);
      ways[i] = table.way(way);
      metrics[i] = way.metric();
    }
    long hi = 0;
    long lo = 0;
    for (int left = slice.count(); left > 0; left--) {
      int length = in.get();
      if (length > family.bits()) {
        throw in.corrupt("prefix length " + length + " is not 0–" + family.bits());
      }
      if (length <= 64) {
        hi = bits(in, add(in, RoutesWriter.top(hi, length), in.varint()), length);
        lo = 0;
      } else {
        long distance = in.varint();
        hi = add(in, hi, distance);
        long base = distance == 0 ? RoutesWriter.top(lo, length - 64) : 0;
        lo = bits(in, add(in, base, in.varint()), length - 64);
      }
      int place = in.number(ways.length - 1, "way");
      order(in, hi, lo, length, metrics[place]);
      table.add(family, hi, lo, length, ways[place]);
    }
    in.end();
  }

  private static long add(ByteReader in, long base, long distance) {
    long sum = base + distance;
    if (Long.compareUnsigned(sum, base) < 0) {
      throw in.corrupt("a prefix lies beyond the last address");
    }
    return sum;
  }

  private static long bits(ByteReader in, long number, int length) {
    if (length < 64 && number >>> length != 0) {
      throw in.corrupt("a prefix lies beyond the last address");
    }
    return length == 0 ? 0 : number << (64 - length);
  }

  /**
   * Strictly ascending by prefix, then metric, also from slice to slice: so nothing can be claimed
   * twice.
   */
  private void order(ByteReader in, long hi, long lo, int length, long metric) {
    int order = Long.compareUnsigned(previousHi, hi);
    if (order == 0) {
      order = Long.compareUnsigned(previousLo, lo);
    }
    if (order == 0) {
      order = Integer.compare(previousLength, length);
    }
    if (order > 0 || (order == 0 && previousMetric >= metric)) {
      throw in.corrupt("routes are out of order");
    }
    previousHi = hi;
    previousLo = lo;
    previousLength = length;
    previousMetric = metric;
  }
}
