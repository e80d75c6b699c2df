package dev.waymark.e2e.bench;

import dev.waymark.e2e.bench.tables.PrefixTable;
import dev.waymark.e2e.lab.Lab;
import dev.waymark.e2e.lab.node.Daemon;
import dev.waymark.e2e.lab.node.GitRepository;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.node.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * The daemon as a process, with few routes and with a full table: from a restart until it adopted
 * what is pinned, and the memory it stays resident with. It runs as installed where {@code
 * waymark.home} says so.
 */
final class NodeBench {

  private static final int ROUNDS = 5;
  private static final int ROUTES_A_FILE = 125_000;
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final String FEW =
      """
      apiVersion: waymark.dev/v1alpha1
      kind: RouteTable
      metadata: {name: few}
      spec:
        tableId: 254
        nodeSelector: {}
        routes:
        - {to: 198.51.100.0/24, via: [{gateway: 10.0.1.1}]}
      """;

  private NodeBench() {}

  static void few(Consumer<Figure> report) {
    try (Lab lab = Lab.standard("few")) {
      var repository = GitRepository.create(lab).write("few.yaml", FEW);
      measure(lab, repository, "few routes", 80, report);
    }
  }

  static void many(PrefixTable table, Consumer<Figure> report) {
    try (Lab lab = Lab.standard("many")) {
      var repository = GitRepository.create(lab);
      var sources = new StringBuilder();
      for (int from = 0; from < table.size(); from += ROUTES_A_FILE) {
        int number = from / ROUTES_A_FILE;
        repository.write("part-" + number + ".yaml", configMap(table, from, number));
        sources
            .append(
                "  - {name: part-%d, configMap: {namespace: net, name: part-%d, key: routes},"
                    .formatted(number, number))
            .append(
                " allow: [{prefix: 0.0.0.0/0, le: 32}], maxRoutes: 200000, onExceed: Refuse}\n");
      }
      repository.write(
          "table.yaml",
          """
          apiVersion: waymark.dev/v1alpha1
          kind: RouteTable
          metadata: {name: full}
          spec:
            tableId: 254
            nodeSelector: {}
            routesFrom:
          """
              + sources);
      measure(lab, repository, "%,d routes".formatted(table.size()), 150, report);
    }
  }

  private static void measure(
      Lab lab, GitRepository repository, String what, int mebibytes, Consumer<Figure> report) {
    String commit = repository.commit("the table under test");
    Daemon daemon = Daemon.start(lab, repository, Settings.FAST.every("1h"));
    daemon.awaitServing(commit);
    double[] adopted = new double[ROUNDS];
    double[] resident = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      daemon.kill();
      long start = System.nanoTime();
      daemon.start();
      daemon.await("adopted and proven", NodeBench::proven);
      adopted[round] = LoadBench.millisSince(start);
      daemon.awaitServing(commit);
      resident[round] = settled(daemon.process().pid());
    }
    report.accept(
        Figure.alone("restart until adopted, " + what, "ms", adopted)
            .goal(new Figure.Goal.AtMost(1500)));
    report.accept(
        Figure.alone("resident memory, " + what, "MiB", resident)
            .goal(new Figure.Goal.AtMost(mebibytes)));
  }

  private static boolean proven(Status status) {
    return status.phase().equals("Stable");
  }

  /** What compiling took goes back a moment after the commit serves. */
  private static double settled(long pid) {
    double[] least = {resident(pid)};
    Awaitility.await("the memory to settle")
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> {
          double now = resident(pid);
          boolean calm = now >= 0.99 * least[0];
          least[0] = Math.min(least[0], now);
          return calm;
        });
    return least[0];
  }

  private static double resident(long pid) {
    try {
      Matcher found =
          RESIDENT.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
      if (!found.find()) {
        throw new IllegalStateException("the daemon's process is gone");
      }
      return Long.parseLong(found.group(1)) / 1024.0;
    } catch (IOException e) {
      throw new IllegalStateException("the daemon's process is gone", e);
    }
  }

  private static String configMap(PrefixTable table, int from, int number) {
    var text = new StringBuilder();
    text.append("apiVersion: v1\nkind: ConfigMap\nmetadata: {namespace: net, name: part-")
        .append(number)
        .append("}\ndata:\n  routes: |\n");
    for (int i = from; i < Math.min(from + ROUTES_A_FILE, table.size()); i++) {
      int address = (int) (table.hi()[i] >>> 32);
      text.append("    ")
          .append(address >>> 24)
          .append('.')
          .append(address >>> 16 & 0xff)
          .append('.')
          .append(address >>> 8 & 0xff)
          .append('.')
          .append(address & 0xff)
          .append('/')
          .append(table.bits(i))
          .append(table.nextHop()[i] % 2 == 0 ? " via 10.0.1.1\n" : " via 10.0.2.1\n");
    }
    return text.toString();
  }
}
