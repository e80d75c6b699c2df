package dev.waymark.compiler.slice;

import dev.waymark.api.node.v1alpha1.SliceKind;
import dev.waymark.compiler.model.RouteList;
import dev.waymark.compiler.model.Way;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Packs the routes of one table and family into slices. A slice begins with the ways that its
 * routes take, in the order of their first use; a route is its length, the distance of its prefix
 * from the one before, and the place of its way.
 */
final class RoutesWriter {
  /** The most bytes of a route without its way: length, two distances, the place of the way. */
  private static final int ROUTE_MAX = 1 + 10 + 10 + 5;

  private final RouteList routes;
  private final List<Way> ways;
  private final byte[][] packedWays;
  private final int[] places;
  private final ByteWriter wayBytes = new ByteWriter(4 << 10);
  private final ByteWriter routeBytes = new ByteWriter(32 << 10);
  private int usedWays;
  private int count;
  private long previousHi;
  private long previousLo;

  private RoutesWriter(List<Way> ways, RouteList routes) {
    this.routes = routes;
    this.ways = ways;
    this.packedWays = new byte[ways.size()][];
    this.places = new int[ways.size()];
    Arrays.fill(places, -1);
  }

  static List<Digest> write(List<Way> ways, RouteList routes, Consumer<Slice> sink) {
    return new RoutesWriter(ways, routes).run(sink);
  }

  private List<Digest> run(Consumer<Slice> sink) {
    List<Digest> names = new ArrayList<>();
    int size = routes.size();
    for (int i = 0; i < size; i++) {
      if (count > 0 && SliceCutter.before(ROUTE_MAX + wayCost(routes.way(i)), slice())) {
        names.add(cut(sink));
      }
      route(i);
      boolean last = i + 1 == size;
      if (last
          || (!routes.samePrefix(i, i + 1)
              && SliceCutter.ROUTES.after(
                  SliceCutter.hash(routes.hi(i), routes.lo(i), routes.length(i)), slice()))) {
        names.add(cut(sink));
      }
    }
    return names;
  }

  private int slice() {
    return wayBytes.size() + routeBytes.size();
  }

  private byte[] packed(int way) {
    byte[] packed = packedWays[way];
    if (packed == null) {
      ByteWriter out = new ByteWriter(64);
      WayCodec.write(out, ways.get(way));
      packed = out.toBytes();
      packedWays[way] = packed;
    }
    return packed;
  }

  private int wayCost(int way) {
    return places[way] >= 0 ? 0 : packed(way).length;
  }

  private void route(int i) {
    int way = routes.way(i);
    if (places[way] < 0) {
      places[way] = usedWays++;
      wayBytes.raw(packed(way));
    }
    long hi = routes.hi(i);
    long lo = routes.lo(i);
    int length = routes.length(i);
    routeBytes.put(length);
    if (length <= 64) {
      routeBytes.varint(top(hi, length) - top(previousHi, length));
    } else {
      routeBytes.varint(hi - previousHi);
      long low = top(lo, length - 64);
      routeBytes.varint(hi == previousHi ? low - top(previousLo, length - 64) : low);
    }
    routeBytes.varint(places[way]);
    previousHi = hi;
    previousLo = lo;
    count++;
  }

  /** The first {@code length} bits as a number. */
  static long top(long bits, int length) {
    return length == 0 ? 0 : bits >>> (64 - length);
  }

  private Digest cut(Consumer<Slice> sink) {
    ByteWriter payload = new ByteWriter(slice() + SliceCutter.HEAD);
    PrefixCodec.family(payload, routes.family());
    payload.varint(usedWays);
    payload.append(wayBytes);
    payload.append(routeBytes);
    Slice slice = Slice.of(SliceKind.Routes, count, List.of(), payload);
    sink.accept(slice);
    wayBytes.clear();
    routeBytes.clear();
    Arrays.fill(places, -1);
    usedWays = 0;
    count = 0;
    previousHi = 0;
    previousLo = 0;
    return slice.name();
  }
}
