package dev.waymark.e2e.bench;

import dev.waymark.e2e.lab.Lab;
import dev.waymark.e2e.lab.node.Daemon;
import dev.waymark.e2e.lab.node.GitRepository;
import dev.waymark.e2e.lab.node.Settings;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * From the start of {@code git push} to the first packet that goes the new way. A hook tells the
 * daemon to look; it compiles, commits, and only later proves. The peer is what people have in its
 * place: a hook that feeds the file's lines to {@code ip -batch}, and proves nothing. One route of
 * {@value #ROUTES} moves; pushes to both take turns.
 */
final class LatencyBench {
  private static final int PUSHES = 200;
  private static final int ROUTES = 100;

  private LatencyBench() {}

  /** A router that follows a repository somehow. */
  private record Follower(
      GitRepository work, Beacon beacon, String file, Lines lines, Settled settled) {

    /** Nanoseconds from the push to the first packet by provider A or B. */
    long push(boolean byA) {
      work.write(file, lines.through(byA ? "10.0.1.1" : "10.0.2.1"));
      String commit = work.commit("Through " + (byA ? "A" : "B"));
      beacon.expect(byA);
      long start = System.nanoTime();
      work.push();
      long took = beacon.awaitFirst(byA) - start;
      settled.await(commit);
      return took;
    }
  }

  private interface Lines {
    String through(String gateway);
  }

  private interface Settled {
    void await(String commit);
  }

  static void run(Consumer<Figure> report) {
    double[] ours = new double[PUSHES];
    double[] theirs = new double[PUSHES];
    try (Lab waymark = Lab.standard("push");
        Lab script = Lab.standard("push-ip");
        Beacon ourBeacon = Beacon.start(waymark);
        Beacon theirBeacon = Beacon.start(script)) {
      Follower us = waymark(waymark, ourBeacon);
      Follower them = script(script, theirBeacon);
      for (int push = -4; push < PUSHES; push++) {
        boolean byA = push % 2 == 0;
        double byWaymark = us.push(byA) / 1e6;
        double byScript = them.push(byA) / 1e6;
        if (push >= 0) {
          ours[push] = byWaymark;
          theirs[push] = byScript;
        }
      }
    }
    String peer = "hook with ip -batch";
    String row = "git push to first packet, %s of %d".formatted("%s", PUSHES);
    report.accept(Figure.against(row.formatted("median"), "ms", ours, peer, theirs));
    report.accept(
        Figure.against(
            row.formatted("p99"),
            "ms",
            new double[] {percentile99(ours)},
            peer,
            new double[] {percentile99(theirs)}));
  }

  private static double percentile99(double[] samples) {
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.ceil(0.99 * sorted.length) - 1];
  }

  private static Follower waymark(Lab lab, Beacon beacon) {
    GitRepository repository = GitRepository.create(lab);
    Lines yaml =
        gateway ->
            """
            apiVersion: waymark.dev/v1alpha1
            kind: RouteTable
            metadata: {name: edge}
            spec:
              tableId: 254
              nodeSelector: {}
              routes:
              - {to: %s/32, via: [{gateway: %s}]}
            """
                    .formatted(Beacon.ADDRESS, gateway)
                + others("  - {to: %s, via: [{gateway: 10.0.1.1}]}%n");
    repository.write("edge.yaml", yaml.through("10.0.1.1")).commit("The first routes");
    Daemon daemon = Daemon.start(lab, repository, Settings.FAST.every("1h"));
    daemon.awaitServing();
    repository.afterPush("kill -HUP %d%n".formatted(daemon.process().pid()));
    return new Follower(repository.cloned(), beacon, "edge.yaml", yaml, daemon::awaitServing);
  }

  private static Follower script(Lab lab, Beacon beacon) {
    GitRepository repository = GitRepository.create(lab);
    Lines lines =
        gateway ->
            "route replace %s/32 via %s%n".formatted(Beacon.ADDRESS, gateway)
                + others("route replace %s via 10.0.1.1%n");
    repository.write("routes", lines.through("10.0.1.1")).commit("The first routes");
    repository.afterPush(
        "git show main:routes | ip -n %s -batch -%n".formatted(lab.router().namespace()));
    return new Follower(repository.cloned(), beacon, "routes", lines, commit -> {});
  }

  private static String others(String line) {
    return IntStream.range(1, ROUTES)
        .mapToObj(i -> line.formatted("20.0.%d.0/24".formatted(i)))
        .collect(Collectors.joining());
  }
}
