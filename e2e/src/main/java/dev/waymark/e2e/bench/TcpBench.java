package dev.waymark.e2e.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.e2e.lab.Command;
import dev.waymark.e2e.lab.Host;
import dev.waymark.e2e.lab.Lab;
import dev.waymark.e2e.lab.traffic.Trace;
import java.time.Duration;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/**
 * One TCP connection through a router, by iperf3, over three veth pairs; sender and receiver on the
 * same machine, so that they and the router share its cores.
 */
final class TcpBench {
  private static final int ROUNDS = 5;
  private static final int SECONDS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private TcpBench() {}

  static void run(Consumer<Figure> report) {
    double[] fast = new double[ROUNDS];
    double[] kernelPath = new double[ROUNDS];
    double[] kernel = new double[ROUNDS];
    try (Contenders routers = Contenders.start("tcp")) {
      routers.all().forEach(TcpBench::requireByProviderA);
      for (int round = -1; round < ROUNDS; round++) {
        double byFast = gigabits(routers.fast());
        double byKernelPath = gigabits(routers.kernelPath());
        double byKernel = gigabits(routers.kernel());
        if (round >= 0) {
          fast[round] = byFast;
          kernelPath[round] = byKernelPath;
          kernel[round] = byKernel;
        }
      }
    }
    String peer = "kernel forwarding";
    report.accept(Figure.rate("TCP over veth, Fast path", "Gbit/s", fast, peer, kernel));
    report.accept(Figure.rate("TCP over veth, Kernel path", "Gbit/s", kernelPath, peer, kernel));
  }

  private static void requireByProviderA(Lab lab) {
    Trace trace = Trace.route(lab.client(), Lab.CLIENT.v4(), Lab.SERVER.v4());
    if (!trace.passes(Lab.PROVIDER_A) || !trace.ends(Lab.SERVER)) {
      throw new IllegalStateException(lab.name() + " forwards otherwise: " + trace);
    }
  }

  private static double gigabits(Lab lab) {
    try (var server = lab.servers().start(Command.of("iperf3", "-s", "-1"))) {
      Awaitility.await("iperf3 listens")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .failFast("iperf3 ended", () -> !server.alive())
          .until(() -> listens(lab.servers()));
      String words =
          "iperf3 -J -t %d -B %s -c %s".formatted(SECONDS, Lab.CLIENT.v4(), Lab.SERVER.v4());
      String json = lab.client().run(words.split(" ")).orFail().out();
      return new ObjectMapper().readTree(json).at("/end/sum_received/bits_per_second").asDouble()
          / 1e9;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("iperf3 printed no JSON", e);
    }
  }

  private static boolean listens(Host host) {
    return !host.run("ss", "-Hltn", "sport", "=", ":5201").orFail().out().isBlank();
  }
}
