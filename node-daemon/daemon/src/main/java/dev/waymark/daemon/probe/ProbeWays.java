package dev.waymark.daemon.probe;

import dev.waymark.dataplane.Dataplane;
import dev.waymark.dataplane.readback.TableLookup;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How packets to an address leave by a table under the active generation: as the live program looks
 * it up. A table without a route to it is followed by 254, 253 and the kernel, as after a rule.
 */
final class ProbeWays {
  private static final int MAIN = 254;
  private static final int DEFAULT = 253;

  private final Dataplane dataplane;
  private final Map<Integer, String> interfaceNames;

  ProbeWays(Dataplane dataplane, Map<Integer, String> interfaceNames) {
    this.dataplane = dataplane;
    this.interfaceNames = interfaceNames;
  }

  /** Every way that flows may take; one at least. */
  List<ProbeWay> to(InetAddress target, int table) {
    if (dataplane.active().isEmpty()) {
      return List.of(kernel());
    }
    TableLookup lookup = dataplane.lookup();
    for (int asked : tables(table)) {
      Optional<List<ProbeWay>> ways = ways(lookup.find(asked, target.getAddress()));
      if (ways.isPresent()) {
        return ways.get();
      }
    }
    return List.of(kernel());
  }

  private static List<Integer> tables(int first) {
    return switch (first) {
      case DEFAULT -> List.of(DEFAULT);
      case MAIN -> List.of(MAIN, DEFAULT);
      default -> List.of(first, MAIN, DEFAULT);
    };
  }

  /** Empty: the table does not claim it. */
  private Optional<List<ProbeWay>> ways(Optional<TableLookup.Met> met) {
    return met.flatMap(route ->
        switch (route.type()) {
          case UNICAST -> Optional.of(route.hops().stream().map(this::way).toList());
          case BLACKHOLE, UNREACHABLE, PROHIBIT ->
              Optional.of(List.of(new ProbeWay.Held("its route says " + route.type())));
          case THROW -> Optional.empty();
          default -> Optional.of(List.of(kernel()));
        });
  }

  private ProbeWay way(TableLookup.Hop hop) {
    String name = interfaceNames.get(hop.ifindex());
    return new ProbeWay.Sent(
        hop.mark(), "by " + (name == null ? "interface " + hop.ifindex() : name));
  }

  private static ProbeWay kernel() {
    return new ProbeWay.Sent(0, "by the kernel's own routes");
  }
}
