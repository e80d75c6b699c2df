package dev.waymark.compiler.slice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Family;
import dev.waymark.api.v1alpha1.RouteType;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.DesiredTableBuilder;
import dev.waymark.compiler.model.Hop;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.model.Way;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * A million routes: the bytes a route takes, and that reading and writing stay far from minutes.
 * Prints the figures.
 */
class LargeTableTest {
  private static final int ROUTES = 1_000_000;

  @Test
  void aMillionRoutesTakeAboutFiveBytesEach() {
    DesiredState state = new DesiredState(List.of(table()), List.of(), List.of());
    SliceTree tree = SliceTree.of(state);
    long encode = Long.MAX_VALUE;
    long decode = Long.MAX_VALUE;
    for (int i = 0; i < 6; i++) {
      long start = cpuTime();
      tree = SliceTree.of(state);
      long written = cpuTime();
      assertThat(SliceTree.read(tree.root(), tree).equals(state)).isTrue();
      encode = Math.min(encode, written - start);
      decode = Math.min(decode, cpuTime() - written);
    }

    long bytes = tree.slices().stream().mapToLong(Slice::size).sum();
    System.out.printf(
        "1,000,000 routes: %d slices, %.2f bytes a route, encode %d ms, decode %d ms%n",
        tree.slices().size(), (double) bytes / ROUTES, encode / 1_000_000, decode / 1_000_000);
    assertThat(bytes).isLessThan(6L * ROUTES);
    assertThat(encode).isLessThan(1_000_000_000L);
    assertThat(decode).isLessThan(500_000_000L);
  }

  /** Of this thread: other work on the machine does not count. */
  private static long cpuTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static DesiredTable table() {
    Random random = new Random(42);
    SplittableRandom fast = new SplittableRandom(7);
    DesiredTableBuilder builder = DesiredTable.builder(100);
    int[] ways = new int[64];
    for (int i = 0; i < ways.length; i++) {
      Hop hop = new Hop(Address.v4(0x0a000001 + random.nextInt(1 << 16)), null, 1, false, false);
      ways[i] =
          builder.way(
              new Way(
                  RouteType.Unicast,
                  0,
                  List.of(hop),
                  0,
                  null,
                  false,
                  null,
                  Owner.of("RouteTable", "full")));
    }
    // As in the Internet's table: most are /24, some wider, spread over the space with gaps.
    long address = 0x01000000L;
    for (int i = 0; i < ROUTES; i++) {
      int length = fast.nextInt(10) < 6 ? 24 : 19 + fast.nextInt(5);
      long step = 1L << (32 - length);
      address = (address + step - 1) / step * step;
      builder.add(Family.V4, address << 32, 0, length, ways[fast.nextInt(ways.length)]);
      address += step + (fast.nextInt(8) == 0 ? step * fast.nextInt(3) : 0);
    }
    return builder.build();
  }
}
