package dev.waymark.e2e.bench;

import dev.waymark.dataplane.classifier.AttachedInterface;
import dev.waymark.dataplane.classifier.Match;
import dev.waymark.dataplane.classifier.Rule;
import dev.waymark.dataplane.classifier.Transport;
import dev.waymark.dataplane.commit.Commit;
import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.layout.ForwardingPath;
import dev.waymark.dataplane.layout.Reason;
import dev.waymark.dataplane.layout.RuleAction;
import dev.waymark.dataplane.layout.SourceCheck;
import dev.waymark.e2e.bench.tables.NestedPrefixes;
import dev.waymark.e2e.bench.tables.Trace;
import dev.waymark.e2e.lab.Host;
import dev.waymark.e2e.lab.Wire;
import dev.waymark.libbpf.link.IngressLink;
import dev.waymark.libbpf.link.TcxDirection;
import dev.waymark.libbpf.link.TcxLink;
import dev.waymark.libbpf.link.XdpLink;
import dev.waymark.libbpf.netlink.Link;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * 64-byte packets dropped by the last of many rules in the driver, by the program at XDP, and at
 * TCX by the program that decides everything; the same rules, store and interface, in turns. On one
 * core; making and sending the packets is in both.
 */
final class EarlyBench {

  private static final int ROUNDS = 7;
  private static final int PACKETS = 300_000;
  private static final double MOST = 0.95;

  private final KernelFibPeer fib;
  private final FrameGenerator generator;
  private final StoreUnderTest store;

  private EarlyBench(KernelFibPeer fib, FrameGenerator generator, StoreUnderTest store) {
    this.fib = fib;
    this.generator = generator;
    this.store = store;
  }

  static void run(Consumer<Figure> report) throws Exception {
    String name = "wm-early-" + ProcessHandle.current().pid();
    try (var fib = KernelFibPeer.create();
        Host client = Host.create(name, "client", Path.of(System.getProperty("java.io.tmpdir")));
        var store = StoreUnderTest.create("early")) {
      Wire.from(client, "eth0")
          .to(fib.router(), "lan")
          .carries("10.77.0.2/24", "10.77.0.1/24")
          .plug();
      fib.router().run("ethtool", "-K", "lan", "gro", "on").orFail();
      try (var generator = FrameGenerator.from(client, fib.router(), "lan", fib.neighbour())) {
        generator.addresses(Trace.overPrefixes(NestedPrefixes.v4(1000), LookupLoops.KEYS));
        var bench = new EarlyBench(fib, generator, store);
        for (int rules : RulesBench.SIZES) {
          report.accept(bench.measure(rules));
        }
      }
    }
  }

  private Figure measure(int rules) throws Exception {
    Link lan = Interfaces.of(fib.router(), "lan");
    long mac = HexFormat.fromHexDigitsToLong(lan.mac().replace(":", ""));
    Commit commit = store.dataplane().begin();
    commit.interfaces(
        List.of(
            new AttachedInterface(lan.ifindex(), ForwardingPath.KERNEL, SourceCheck.OFF, 14, mac)));
    commit.rules(Family.V4, rules(rules));
    store.publish(commit);
    double[] early = new double[ROUNDS];
    double[] late = new double[ROUNDS];
    for (int round = -1; round < ROUNDS; round++) {
      double inDriver =
          nanosPerPacket(() -> XdpLink.attach(store.dataplane().early(), lan.ifindex()));
      double atTcx =
          nanosPerPacket(() ->
              TcxLink.attach(store.dataplane().program(), lan.ifindex(), TcxDirection.INGRESS));
      if (round >= 0) {
        early[round] = inDriver;
        late[round] = atTcx;
      }
    }
    return Figure.against(
        "packet dropped in the driver by rule %d".formatted(rules), "ns", early, "TCX", late);
  }

  private double nanosPerPacket(Callable<? extends IngressLink> attach) throws Exception {
    try (IngressLink link = fib.inside(attach)) {
      long before = dropped();
      double nanos = (double) generator.send(PACKETS).nanos() / PACKETS;
      if (dropped() - before < MOST * PACKETS) {
        throw new IllegalStateException(
            "%s dropped only %,d of %,d packets".formatted(link, dropped() - before, PACKETS));
      }
      link.detach();
      return nanos;
    }
  }

  private static List<Rule> rules(int count) {
    Match fromClient = Match.ANY.withFrom(List.of(RulesBench.prefix(0x0a4d0000, 24)));
    List<Rule> rules = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      Transport udp =
          new Transport(
              Set.of(17),
              List.of(),
              List.of(new Transport.PortRange(1000 + i, 1000 + i)),
              List.of());
      Match.Prefix to = RulesBench.prefix(172 << 24 | 16 << 16 | (i & 0xff) << 8, 24);
      rules.add(
          new Rule(RuleAction.DROP, 0, 0, 0, fromClient.withTo(List.of(to)).withTransport(udp)));
    }
    rules.add(new Rule(RuleAction.DROP, 0, 0, 0, fromClient));
    return rules;
  }

  private long dropped() {
    var count = store.dataplane().counters().reasons().get(Reason.DROP_RULE);
    return count == null ? 0 : count.packets();
  }
}
