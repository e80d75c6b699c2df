package dev.waymark.e2e.bench;

import dev.waymark.e2e.lab.Host;
import dev.waymark.e2e.lab.Lab;
import dev.waymark.e2e.lab.node.Daemon;
import dev.waymark.e2e.lab.node.GitRepository;
import dev.waymark.e2e.lab.node.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Three labs whose routers have the same {@value #ROUTES} routes in table 100, behind the same
 * rule: Waymark on its Fast path, Waymark on its Kernel path, and the kernel alone, by {@code ip
 * route} and {@code ip rule}. All lead to provider A.
 *
 * @param fast Waymark forwards by itself
 * @param kernelPath Waymark chooses, the kernel forwards
 * @param kernel without Waymark
 */
record Contenders(Lab fast, Lab kernelPath, Lab kernel) implements AutoCloseable {

  /** Besides the servers' network. */
  static final int ROUTES = 1000;

  static Contenders start(String purpose) {
    List<Lab> started = new ArrayList<>();
    try {
      for (String role : List.of("fast", "kpath", "kernel")) {
        started.add(Lab.standard(purpose + "-" + role));
      }
      var contenders = new Contenders(started.get(0), started.get(1), started.get(2));
      declare(contenders.fast, Settings.FAST);
      declare(contenders.kernelPath, Settings.KERNEL);
      program(contenders.kernel.router());
      return contenders;
    } catch (RuntimeException | AssertionError e) {
      started.forEach(Lab::close);
      throw e;
    }
  }

  List<Lab> all() {
    return List.of(fast, kernelPath, kernel);
  }

  /** The address within route {@code i}, left aligned. */
  static long address(int i) {
    return (0x14000001L + ((long) i << 8)) << 32;
  }

  private static List<String> destinations() {
    var destinations = new ArrayList<String>();
    destinations.add("198.51.100.0/24");
    for (int i = 0; i < ROUTES; i++) {
      destinations.add("20.%d.%d.0/24".formatted(i >> 8, i & 0xff));
    }
    return destinations;
  }

  private static void declare(Lab lab, Settings settings) {
    var repository = GitRepository.create(lab);
    repository.write(
        "edge.yaml",
        """
        apiVersion: waymark.dev/v1alpha1
        kind: RoutingPolicy
        metadata: {name: inside}
        spec:
          priority: 100
          nodeSelector: {}
          rules:
          - {name: inside, match: {from: [10.0.0.0/8]}, action: {type: Lookup, tableId: 100}}
        ---
        apiVersion: waymark.dev/v1alpha1
        kind: RouteTable
        metadata: {name: edge}
        spec:
          tableId: 100
          nodeSelector: {}
          routes:
        """
            + destinations().stream()
                .map(to -> "  - {to: %s, via: [{gateway: 10.0.1.1}]}%n".formatted(to))
                .collect(Collectors.joining()));
    String commit = repository.commit("The routes under test");
    Daemon.start(lab, repository, settings.every("1h")).awaitServing(commit);
  }

  private static void program(Host router) {
    router.ip("rule add from 10.0.0.0/8 priority 100 lookup 100");
    router.ip(
        destinations().stream()
            .map(to -> "route add %s via 10.0.1.1 table 100".formatted(to))
            .toArray(String[]::new));
  }

  @Override
  public void close() {
    all().forEach(Lab::close);
  }
}
