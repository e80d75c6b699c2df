package dev.waymark.e2e.bench;

import dev.waymark.e2e.bench.tables.Trace;
import dev.waymark.e2e.lab.Lab;
import java.util.function.Consumer;

/**
 * Packets of 64 bytes a second on one core: made inside the kernel, received by a router over one
 * veth, forwarded over another, swallowed at its end. The generator's own ceiling, into a sink at
 * the router's door, is a row of its own.
 */
final class PacketRateBench {
  private static final int ROUNDS = 5;
  private static final int PACKETS = 400_000;

  /** Fewer arrivals than this share would measure how packets are lost. */
  private static final double MOST = 0.95;

  private static final int KEYS = 1024;

  private PacketRateBench() {}

  static void run(Consumer<Figure> report) throws Exception {
    double[] fast = new double[ROUNDS];
    double[] kernelPath = new double[ROUNDS];
    double[] kernel = new double[ROUNDS];
    double[] alone = new double[ROUNDS];
    try (Contenders routers = Contenders.start("rate")) {
      for (Lab lab : routers.all()) {
        prepare(lab);
        requireOnlyRoutesForward(lab);
      }
      for (int round = -1; round < ROUNDS; round++) {
        double byFast = rate(routers.fast());
        double byKernelPath = rate(routers.kernelPath());
        double byKernel = rate(routers.kernel());
        double byNobody = ceiling(routers.kernel());
        if (round >= 0) {
          fast[round] = byFast;
          kernelPath[round] = byKernelPath;
          kernel[round] = byKernel;
          alone[round] = byNobody;
        }
      }
    }
    String peer = "kernel forwarding";
    report.accept(Figure.rate("64-byte packets, Fast path", "kpps", fast, peer, kernel));
    report.accept(Figure.rate("64-byte packets, Kernel path", "kpps", kernelPath, peer, kernel));
    report.accept(
        Figure.rate("64-byte packets, generator alone", "kpps", alone, "by Fast path", fast));
  }

  private static void prepare(Lab lab) throws Exception {
    lab.router().run("ethtool", "-K", "lan0", "gro", "on").orFail();
    // Who swallows everything answers for nobody.
    String mac = Interfaces.of(lab.providerA(), "customer").mac();
    lab.router().ip("neighbour replace 10.0.1.1 lladdr " + mac + " dev wan-a nud permanent");
  }

  /** What a route covers arrives, all of it; what none covers does not. */
  private static void requireOnlyRoutesForward(Lab lab) throws Exception {
    try (var generator = generator(lab)) {
      generator.addresses(trace(0));
      long covered = generator.send(KEYS).arrived();
      generator.addresses(trace(2 * Contenders.ROUTES));
      long uncovered = generator.send(KEYS).arrived();
      if (covered != KEYS || uncovered != 0) {
        throw new IllegalStateException(
            "%s forwarded %d of %d that have a route, and %d that have none"
                .formatted(lab.name(), covered, KEYS, uncovered));
      }
    }
  }

  private static double rate(Lab lab) throws Exception {
    try (var generator = generator(lab)) {
      return rate(generator);
    }
  }

  private static double ceiling(Lab lab) throws Exception {
    try (var generator =
        FrameGenerator.from(lab.client(), lab.router(), "lan0", lab.router(), "lan0")) {
      return rate(generator);
    }
  }

  /** Thousands a second. */
  private static double rate(FrameGenerator generator) {
    generator.addresses(trace(0));
    FrameGenerator.Burst burst = generator.send(PACKETS);
    if (burst.arrived() < MOST * PACKETS) {
      throw new IllegalStateException(
          "only %,d of %,d packets arrived".formatted(burst.arrived(), PACKETS));
    }
    return burst.arrived() * 1e6 / burst.nanos();
  }

  private static FrameGenerator generator(Lab lab) throws Exception {
    return FrameGenerator.from(lab.client(), lab.router(), "lan0", lab.providerA(), "customer");
  }

  /** An address of each route in turn, from this one on. */
  private static Trace trace(int first) {
    var trace = new Trace("routes", new long[KEYS], new long[KEYS]);
    for (int i = 0; i < KEYS; i++) {
      trace.hi()[i] = Contenders.address(first + i % Contenders.ROUTES);
    }
    return trace;
  }
}
