package dev.waymark.e2e.bench;

import dev.waymark.dataplane.classifier.AttachedInterface;
import dev.waymark.dataplane.commit.Commit;
import dev.waymark.dataplane.layout.ForwardingPath;
import dev.waymark.dataplane.layout.SourceCheck;
import dev.waymark.e2e.bench.tables.PrefixTable;
import dev.waymark.e2e.bench.tables.Trace;
import dev.waymark.e2e.lab.Host;
import dev.waymark.e2e.lab.Wire;
import dev.waymark.libbpf.link.TcxDirection;
import dev.waymark.libbpf.link.TcxLink;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Whole packets through a router with a full table: generated inside the kernel, received by the
 * router over one veth, forwarded over another, swallowed at its end. The kernel's own forwarding
 * against the Fast path, on one core, the generator's and the wires' share in both.
 */
final class ForwardingBench {

  private static final int ROUNDS = 5;
  private static final int PACKETS = 400_000;

  /** Fewer arrivals than this share would measure how packets are lost. */
  private static final double MOST = 0.95;

  private ForwardingBench() {}

  static void run(PrefixTable table, Consumer<Figure> report) throws Exception {
    String name = "wm-fwd-" + ProcessHandle.current().pid();
    try (var fib = KernelFibPeer.create();
        Host client = Host.create(name, "client", Path.of(System.getProperty("java.io.tmpdir")));
        var store = StoreUnderTest.create("forwarding")) {
      Wire.from(client, "eth0")
          .to(fib.router(), "lan")
          .carries("10.77.0.2/24", "10.77.0.1/24")
          .plug();
      fib.router().run("ethtool", "-K", "lan", "gro", "on").orFail();
      fib.router()
          .sysctl(Map.of("net.ipv4.conf.all.rp_filter", "0", "net.ipv4.conf.lan.rp_filter", "0"));
      fib.answerForAllGateways();
      fib.load(table);
      try (var generator = FrameGenerator.from(client, fib.router(), "lan", fib.neighbour())) {
        generator.addresses(Trace.overSpace(table, LookupLoops.KEYS));
        int lan = Interfaces.of(fib.router(), "lan").ifindex();
        attachable(store, table, lan, fib.ifindex());
        double[] kernel = new double[ROUNDS];
        double[] fast = new double[ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
          double byKernel = nanosPerPacket(generator);
          double byWaymark;
          try (TcxLink link =
              fib.inside(
                  () -> TcxLink.attach(store.dataplane().program(), lan, TcxDirection.INGRESS))) {
            byWaymark = nanosPerPacket(generator);
            link.detach();
          }
          if (round >= 0) {
            kernel[round] = byKernel;
            fast[round] = byWaymark;
          }
        }
        report.accept(
            Figure.against(
                    "packet forwarded, %,d routes, Fast path".formatted(table.size()),
                    "ns",
                    fast,
                    "kernel forwarding",
                    kernel)
                .goal(new Figure.Goal.TimesBetter(2.5)));
      }
    }
  }

  private static void attachable(StoreUnderTest store, PrefixTable table, int lan, int wan) {
    Commit commit = store.dataplane().begin();
    commit.interfaces(
        List.of(new AttachedInterface(lan, ForwardingPath.FAST, SourceCheck.OFF, 14)));
    store.fill(commit, StoreUnderTest.MAIN, table, wan);
    store.publish(commit);
  }

  private static double nanosPerPacket(FrameGenerator generator) {
    FrameGenerator.Burst burst = generator.send(PACKETS);
    if (burst.arrived() < MOST * PACKETS) {
      throw new IllegalStateException(
          "only %,d of %,d packets arrived".formatted(burst.arrived(), PACKETS));
    }
    return (double) burst.nanos() / burst.arrived();
  }
}
