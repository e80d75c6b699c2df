package dev.waymark.daemon.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.RouteType;
import dev.waymark.daemon.resolve.KernelTable;
import dev.waymark.daemon.resolve.KernelWay;
import dev.waymark.daemon.resolve.KernelWay.KernelHop;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Events in any order leave what a plain map holds after them, or say that they cannot tell. */
class RouteMemoryAgreesWithAPlainMapTest {

  @Property(tries = 300)
  void afterAnyEvents(@ForAll long seed) {
    Random random = new Random(seed);
    RouteMemory memory = new RouteMemory(Family.V4);
    TreeMap<RouteMemory.Key, KernelWay> plain = new TreeMap<>();
    for (int i = 0; i < 400; i++) {
      Prefix to = prefix(random);
      KernelWay way = way(random.nextInt(3), random.nextInt(4));
      RouteMemory.Key key = new RouteMemory.Key(to.hi(), to.lo(), to.length(), way.metric());
      KernelWay held = plain.get(key);
      switch (random.nextInt(4)) {
        case 0 -> {
          if (held == null) {
            memory.added(to.hi(), to.lo(), to.length(), way);
            plain.put(key, way);
          }
        }
        case 1 -> {
          memory.replaced(to.hi(), to.lo(), to.length(), way);
          plain.put(key, way);
        }
        case 2 -> {
          KernelWay gone = held == null ? way : held;
          assertThat(memory.removed(to.hi(), to.lo(), to.length(), gone)).isTrue();
          plain.remove(key);
        }
        default -> {
          if (held != null && !held.equals(way)) {
            assertThat(memory.removed(to.hi(), to.lo(), to.length(), way)).isFalse();
          }
        }
      }
      if (random.nextInt(20) == 0) {
        agree(memory.table(), plain, seed);
      }
    }
    agree(memory.table(), plain, seed);
    assertThat(memory.table()).as("nothing changed since").isSameAs(memory.table());
  }

  @Property(tries = 100)
  void ofTwoRoutesThatShareAKeyItCannotTellWhichIsLeft(@ForAll long seed) {
    Random random = new Random(seed);
    RouteMemory memory = new RouteMemory(Family.V4);
    Prefix to = prefix(random);
    memory.added(to.hi(), to.lo(), to.length(), way(1, 1));
    memory.added(to.hi(), to.lo(), to.length(), way(1, 2));
    if (random.nextBoolean()) {
      memory.table();
    }
    assertThat(memory.removed(to.hi(), to.lo(), to.length(), way(1, 1 + random.nextInt(2))))
        .isFalse();
  }

  private static void agree(KernelTable table, Map<RouteMemory.Key, KernelWay> plain, long seed) {
    assertThat(table.size()).as("seed=%d", seed).isEqualTo(plain.size());
    int i = 0;
    for (Map.Entry<RouteMemory.Key, KernelWay> entry : plain.entrySet()) {
      RouteMemory.Key key = new RouteMemory.Key(table.hi(i), table.lo(i), table.length(i), table.way(i).metric());
      assertThat(key).as("seed=%d", seed).isEqualTo(entry.getKey());
      assertThat(table.way(i)).as("seed=%d %s", seed, key).isEqualTo(entry.getValue());
      i++;
    }
  }

  private static Prefix prefix(Random random) {
    return Prefix.of(Address.v4(0x0a000000 | random.nextInt(64)), 26 + random.nextInt(7));
  }

  private static KernelWay way(int metric, int gateway) {
    return new KernelWay(
        RouteType.Unicast,
        false,
        12,
        metric,
        List.of(new KernelHop(Address.v4(0x0a010000 | gateway), 2, 1)),
        null,
        0,
        false);
  }
}
