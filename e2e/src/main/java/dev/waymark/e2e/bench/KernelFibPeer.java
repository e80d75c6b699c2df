package dev.waymark.e2e.bench;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.bench.tables.PrefixTable;
import dev.waymark.e2e.lab.Host;
import dev.waymark.e2e.lab.Wire;
import dev.waymark.libbpf.netlink.IpAddress;
import dev.waymark.libbpf.netlink.NetlinkBatch;
import dev.waymark.libbpf.netlink.NetlinkSocket;
import dev.waymark.libbpf.netlink.Route;
import dev.waymark.libbpf.netlink.RouteHop;
import dev.waymark.libbpf.netns.NetworkNamespace;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * The kernel's own table in a network namespace of its own, filled by netlink. The route to next
 * hop N leads through a gateway whose last 16 bits are N, which is what the lookup loops answer.
 */
final class KernelFibPeer implements AutoCloseable {

  private static final int NEXT_HOPS = 256;

  private final Host router;
  private final Host neighbour;
  private final NetworkNamespace namespace;
  private final int ifindex;

  private KernelFibPeer(Host router, Host neighbour, int ifindex) {
    this.router = router;
    this.neighbour = neighbour;
    this.namespace = NetworkNamespace.open(router.file());
    this.ifindex = ifindex;
  }

  static KernelFibPeer create() throws Exception {
    String name = "wm-fib-" + ProcessHandle.current().pid();
    Path logs = Path.of(System.getProperty("java.io.tmpdir"));
    Host router = Host.create(name, "router", logs);
    Host neighbour = Host.create(name, "neighbour", logs);
    Wire.from(router, "wan")
        .to(neighbour, "eth0")
        .carries("10.99.255.254/16", "10.99.255.253/16")
        .carries("fd99::fffe/64", "fd99::fffd/64")
        .plug();
    router.ip("link set lo up");
    router.sysctl(Map.of("net.ipv4.ip_forward", "1", "net.ipv6.conf.all.forwarding", "1"));
    return new KernelFibPeer(router, neighbour, Interfaces.of(router, "wan").ifindex());
  }

  int ifindex() {
    return ifindex;
  }

  Host router() {
    return router;
  }

  Host neighbour() {
    return neighbour;
  }

  /** Tells the router where every gateway is, so that none has to be asked for. */
  void answerForAllGateways() throws Exception {
    String mac = Interfaces.of(neighbour, "eth0").mac();
    String[] lines = new String[NEXT_HOPS];
    for (int n = 1; n <= NEXT_HOPS; n++) {
      lines[n - 1] =
          "neighbour replace 10.99.%d.%d lladdr %s dev wan nud permanent"
              .formatted(n >> 8, n & 0xff, mac);
    }
    router.ip(lines);
  }

  /** Runs work in the namespace whose table this is. */
  <T> T inside(Callable<T> work) {
    try {
      return namespace.call(work);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("in the namespace of the kernel's table", e);
    }
  }

  /** Adds all prefixes. */
  void load(PrefixTable table) {
    change(table, true);
  }

  /** Removes all of them. */
  void unload(PrefixTable table) {
    change(table, false);
  }

  /** The route of one row, through this next hop. */
  Route route(PrefixTable table, int row, int nextHop) {
    byte[] address =
        ByteBuffer.allocate(16).putLong(table.hi()[row]).putLong(table.lo()[row]).array();
    IpAddress to = IpAddress.of(Arrays.copyOf(address, table.family() == Family.V4 ? 4 : 16));
    return Route.to(to, table.bits(row)).withHop(RouteHop.via(gateway(table, nextHop), ifindex));
  }

  private static IpAddress gateway(PrefixTable table, int nextHop) {
    return IpAddress.of(
        table.family() == Family.V4
            ? new byte[] {10, 99, (byte) (nextHop >> 8), (byte) nextHop}
            : ByteBuffer.allocate(16).putLong(0xfd99L << 48).putLong(nextHop).array());
  }

  private void change(PrefixTable table, boolean add) {
    inside(() -> {
      try (var netlink = NetlinkSocket.open()) {
        NetlinkBatch batch = netlink.batch();
        for (int i = 0; i < table.size(); i++) {
          Route route = route(table, i, table.nextHop()[i]);
          if (add) {
            batch.add(route);
          } else {
            batch.delete(route);
          }
        }
        var failures = batch.finish();
        if (!failures.isEmpty()) {
          throw new IllegalStateException(
              failures.size() + " routes refused, the first: " + failures.getFirst());
        }
        return true;
      }
    });
  }

  @Override
  public void close() {
    namespace.close();
    router.close();
    neighbour.close();
  }
}
