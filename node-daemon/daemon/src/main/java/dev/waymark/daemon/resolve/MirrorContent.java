package dev.waymark.daemon.resolve;

import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.RouteType;
import dev.waymark.compiler.model.DesiredMirror;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.DesiredTableBuilder;
import dev.waymark.compiler.model.Hop;
import dev.waymark.compiler.model.Way;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a mirror brings from the kernel's table as it is now. */
sealed interface MirrorContent {

  /**
   * Its routes, as if they had been declared.
   *
   * @param outside how many lie outside {@code allow} and are passed over
   */
  record Routes(DesiredTable table, int outside) implements MirrorContent {}

  /** More than it may bring. */
  record TooMany(int offered) implements MirrorContent {}

  /** Reads one mirror. */
  static MirrorContent of(DesiredMirror mirror, NodeFacts facts) {
    return new Reader(mirror, facts).read();
  }

  /** One reading: each way of the kernel's is judged once, however many prefixes have it. */
  final class Reader {
    private static final int UNKNOWN = -2;
    private static final int PASSED_OVER = -1;

    private final DesiredMirror mirror;
    private final NodeFacts facts;
    private final Map<Integer, InterfaceState> byIndex;
    private final DesiredTableBuilder out;
    private int admitted;
    private int outside;

    private Reader(DesiredMirror mirror, NodeFacts facts) {
      this.mirror = mirror;
      this.facts = facts;
      this.byIndex = facts.byIndex();
      this.out = DesiredTable.builder(mirror.table());
    }

    private MirrorContent read() {
      for (Family family : Family.values()) {
        read(facts.tables().of((int) mirror.kernelTable(), family));
      }
      return admitted > mirror.maxRoutes()
          ? new TooMany(admitted)
          // Next hops of an interface that has gone may leave two routes alike.
          : new Routes(out.build(Comparator.naturalOrder(), (to, kept, dropped) -> {}), outside);
    }

    private void read(KernelTable table) {
      List<DesiredMirror.Allowed> allowed =
          mirror.allowed().stream().filter(a -> a.prefix().family() == table.family()).toList();
      boolean all = allowed.stream().anyMatch(a -> admitsAll(a, table.family()));
      int[] ways = new int[table.ways().size()];
      Arrays.fill(ways, UNKNOWN);
      for (int i = 0; i < table.size(); i++) {
        int kernelWay = table.wayIndex(i);
        if (ways[kernelWay] == UNKNOWN) {
          Way way = way(table.ways().get(kernelWay));
          ways[kernelWay] = way == null ? PASSED_OVER : out.way(way);
        }
        if (ways[kernelWay] == PASSED_OVER) {
          continue;
        }
        if (!all && !admits(allowed, table.prefix(i))) {
          outside++;
        } else if (++admitted <= mirror.maxRoutes()) {
          out.add(table.family(), table.hi(i), table.lo(i), table.length(i), ways[kernelWay]);
        }
      }
    }

    private static boolean admitsAll(DesiredMirror.Allowed allowed, Family family) {
      return allowed.prefix().length() == 0 && allowed.longest() == family.bits();
    }

    private static boolean admits(List<DesiredMirror.Allowed> allowed, Prefix to) {
      for (DesiredMirror.Allowed one : allowed) {
        if (one.admits(to)) {
          return true;
        }
      }
      return false;
    }

    /** Null for what is not asked for, and for what no route of ours can say. */
    private @Nullable Way way(KernelWay way) {
      RouteType type = way.type();
      boolean asked = mirror.protocols().isEmpty() || mirror.protocols().contains(way.protocol());
      if (type == null || way.selective() || !asked) {
        return null;
      }
      List<Hop> hops = type == RouteType.Unicast ? hops(way) : List.of();
      return type == RouteType.Unicast && hops.isEmpty()
          ? null
          : new Way(type, way.metric(), hops, way.mtu(), way.src(), false, null, mirror.owner());
    }

    /** The kernel has judged the gateway: its subnet is not looked for again. */
    private List<Hop> hops(KernelWay way) {
      List<Hop> hops = new ArrayList<>();
      for (KernelWay.KernelHop hop : way.hops()) {
        InterfaceState output = byIndex.get(hop.interfaceIndex());
        if (output != null) {
          hops.add(
              new Hop(hop.gateway(), output.name(), hop.weight(), hop.gateway() != null, false));
        }
      }
      return hops;
    }
  }
}
