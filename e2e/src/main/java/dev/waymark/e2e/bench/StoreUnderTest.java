package dev.waymark.e2e.bench;

import dev.waymark.dataplane.Dataplane;
import dev.waymark.dataplane.DataplaneSettings;
import dev.waymark.dataplane.Growth;
import dev.waymark.dataplane.Publication;
import dev.waymark.dataplane.commit.Commit;
import dev.waymark.dataplane.commit.SortedRoutes;
import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.nexthop.Group;
import dev.waymark.dataplane.nexthop.NextHop;
import dev.waymark.dataplane.nexthop.Route;
import dev.waymark.e2e.bench.tables.PrefixTable;
import dev.waymark.libbpf.BpfFs;
import dev.waymark.libbpf.BpfMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A data plane of its own, pinned for as long as it is measured. */
final class StoreUnderTest implements AutoCloseable {

  /** The table that all routes under test are in. */
  static final int TABLE = 100;

  /** The table that acts on all that is forwarded. */
  static final int MAIN = 254;

  private static final int NEXT_HOPS = 257;
  private static final int LOOPBACK = 1;
  private static final int MTU = 1500;

  private final Path pins;
  private final Dataplane dataplane;
  private byte number;

  private StoreUnderTest(Path pins, Dataplane dataplane) {
    this.pins = pins;
    this.dataplane = dataplane;
  }

  static StoreUnderTest create(String name) {
    Path pins = Path.of("/sys/fs/bpf", "wm-bench-" + name + "-" + ProcessHandle.current().pid());
    BpfFs.ensureMounted(pins);
    var settings =
        new DataplaneSettings(
            pins, DataplaneSettings.INITIAL_BYTES, DataplaneSettings.LARGEST_BYTES);
    return new StoreUnderTest(pins, Dataplane.open(settings));
  }

  Dataplane dataplane() {
    return dataplane;
  }

  /** The map, opened by its pin; the caller closes it. */
  BpfMap map() {
    return BpfMap.openPinned(pins.resolve("store"));
  }

  /** The route through a next hop, by its number. */
  static Route route(int nextHop) {
    return route(nextHop, LOOPBACK);
  }

  private static Route route(int nextHop, int ifindex) {
    byte[] gateway = {10, 99, (byte) (nextHop >> 8), (byte) nextHop};
    return Route.unicast(Group.of(NextHop.via(ifindex, gateway, MTU, 0, 0, nextHop)), 0, 0);
  }

  /** Makes the table hold exactly these prefixes, live and confirmed. Returns the handles. */
  int[] hold(PrefixTable table) {
    Commit commit = dataplane.begin();
    int[] handles = fill(commit, table);
    publish(commit);
    return handles;
  }

  /** Fills a commit with these prefixes for the table under test. Returns the handles. */
  int[] fill(Commit commit, PrefixTable table) {
    return fill(commit, TABLE, table, LOOPBACK);
  }

  /** Makes a table hold exactly these prefixes, through an interface. Returns the handles. */
  int[] fill(Commit commit, int into, PrefixTable table, int ifindex) {
    int[] handles = new int[NEXT_HOPS];
    for (int n = 1; n < NEXT_HOPS; n++) {
      handles[n] = commit.route(route(n, ifindex));
    }
    commit.replace(into, family(table), rows(table, handles));
    return handles;
  }

  /** Empties the table of this family. */
  void clear(Family family) {
    Commit commit = dataplane.begin();
    commit.replace(TABLE, family, rows(null, new int[0]));
    publish(commit);
  }

  /** Publishes and confirms, growing the store as a node would. */
  void publish(Commit commit) {
    publishOnProbation(commit);
    dataplane.confirm();
  }

  /** Publishes, growing the store as a node would. */
  void publishOnProbation(Commit commit) {
    byte[] digest = new byte[32];
    digest[0] = ++number;
    while (dataplane.publish(commit, digest) instanceof Publication.StoreTooSmall small) {
      switch (dataplane.grow(small.neededBytes())) {
        case Growth.Larger larger -> larger.replacement().commit();
        case Growth.CapacityExceeded exceeded ->
            throw new IllegalStateException("the bench's tables do not fit: " + exceeded);
      }
    }
  }

  static Family family(PrefixTable table) {
    return table.family() == dev.waymark.api.net.Family.V4 ? Family.V4 : Family.V6;
  }

  private static SortedRoutes rows(
      @org.jspecify.annotations.Nullable PrefixTable table, int[] handles) {
    return new SortedRoutes() {
      @Override
      public int size() {
        return table == null ? 0 : table.size();
      }

      @Override
      public long hi(int index) {
        return table == null ? 0 : table.hi()[index];
      }

      @Override
      public long lo(int index) {
        return table == null ? 0 : table.lo()[index];
      }

      @Override
      public int length(int index) {
        return table == null ? 0 : table.bits(index);
      }

      @Override
      public int route(int index) {
        return table == null ? 0 : handles[table.nextHop()[index]];
      }
    };
  }

  @Override
  public void close() throws IOException {
    dataplane.close();
    if (Files.exists(pins)) {
      try (var left = Files.walk(pins)) {
        for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
