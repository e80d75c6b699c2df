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
import dev.waymark.e2e.lab.Command;
import dev.waymark.e2e.lab.Host;
import dev.waymark.e2e.lab.Wire;
import dev.waymark.libbpf.link.TcxDirection;
import dev.waymark.libbpf.link.TcxLink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Whole packets dropped by the last of many rules: the product at TCX ingress, and nftables at the
 * same place (its ingress hook), with the same rules on the same interface. On one core; making and
 * sending the packets is in both.
 */
final class FilterBench {

  private static final int ROUNDS = 5;
  private static final int PACKETS = 200_000;
  private static final double MOST = 0.95;

  private final Host router;
  private final FrameGenerator generator;
  private final StoreUnderTest store;
  private final KernelFibPeer fib;

  private FilterBench(
      Host router, FrameGenerator generator, StoreUnderTest store, KernelFibPeer fib) {
    this.router = router;
    this.generator = generator;
    this.store = store;
    this.fib = fib;
  }

  static void run(Consumer<Figure> report) throws Exception {
    String name = "wm-filter-" + ProcessHandle.current().pid();
    try (var fib = KernelFibPeer.create();
        Host client = Host.create(name, "client", Path.of(System.getProperty("java.io.tmpdir")));
        var store = StoreUnderTest.create("filter")) {
      Wire.from(client, "eth0")
          .to(fib.router(), "lan")
          .carries("10.77.0.2/24", "10.77.0.1/24")
          .plug();
      fib.router().run("ethtool", "-K", "lan", "gro", "on").orFail();
      try (var generator = FrameGenerator.from(client, fib.router(), "lan", fib.neighbour())) {
        generator.addresses(Trace.overPrefixes(NestedPrefixes.v4(1000), LookupLoops.KEYS));
        var bench = new FilterBench(fib.router(), generator, store, fib);
        for (int rules : RulesBench.SIZES) {
          report.accept(bench.measure(rules));
        }
      }
    }
  }

  private Figure measure(int rules) throws Exception {
    int lan = Interfaces.of(router, "lan").ifindex();
    Commit commit = store.dataplane().begin();
    commit.interfaces(
        List.of(new AttachedInterface(lan, ForwardingPath.KERNEL, SourceCheck.OFF, 14)));
    commit.rules(Family.V4, rules(rules));
    store.publish(commit);
    double[] ours = new double[ROUNDS];
    double[] theirs = new double[ROUNDS];
    for (int round = -1; round < ROUNDS; round++) {
      double byWaymark;
      try (TcxLink link =
          fib.inside(
              () -> TcxLink.attach(store.dataplane().program(), lan, TcxDirection.INGRESS))) {
        long before = dropped();
        byWaymark = nanosPerPacket();
        requireDropped("Waymark", dropped() - before);
        link.detach();
      }
      double byNft = withNft(rules);
      if (round >= 0) {
        ours[round] = byWaymark;
        theirs[round] = byNft;
      }
    }
    return Figure.against(
        "packet dropped by rule %d".formatted(rules), "ns", ours, "nftables ingress", theirs);
  }

  private double withNft(int rules) {
    nft(
        "table netdev bench {\nchain in {\ntype filter hook ingress device lan priority 0;\n"
            + IntStream.range(1, rules)
                .mapToObj(i ->
                    "ip saddr 10.77.0.0/24 ip daddr 172.16.%d.0/24 udp dport %d drop\n"
                        .formatted(i & 0xff, port(i)))
                .collect(Collectors.joining())
            + "ip saddr 10.77.0.0/24 counter drop\n}\n}\n");
    try {
      double nanos = nanosPerPacket();
      String chain = router.run("nft", "list", "chain", "netdev", "bench", "in").orFail().out();
      String counter = chain.substring(chain.indexOf("counter packets ") + 16).split(" ", 2)[0];
      requireDropped("nftables", Long.parseLong(counter));
      return nanos;
    } finally {
      nft("delete table netdev bench\n");
    }
  }

  private void nft(String script) {
    router.on(Command.of("nft", "-f", "-")).run(script, Command.LIMIT).orFail();
  }

  private static int port(int rule) {
    return 1000 + rule;
  }

  private static List<Rule> rules(int count) {
    Match fromClient = Match.ANY.withFrom(List.of(RulesBench.prefix(0x0a4d0000, 24)));
    List<Rule> rules = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      Transport udp =
          new Transport(
              Set.of(17), List.of(), List.of(new Transport.PortRange(port(i), port(i))), List.of());
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

  private double nanosPerPacket() {
    return (double) generator.send(PACKETS).nanos() / PACKETS;
  }

  private static void requireDropped(String who, long packets) {
    if (packets < MOST * PACKETS) {
      throw new IllegalStateException(
          "%s dropped only %,d of %,d packets".formatted(who, packets, PACKETS));
    }
  }
}
