package dev.waymark.daemon.converge;

import dev.waymark.api.v1alpha1.Condition;
import dev.waymark.api.v1alpha1.ConditionType;
import dev.waymark.daemon.report.NodeReport;
import dev.waymark.daemon.report.NodeReport.NodePhase;
import dev.waymark.daemon.report.NodeReport.SourceState;
import dev.waymark.daemon.report.StatusFile;
import dev.waymark.daemon.settings.NodeSettings;
import dev.waymark.daemon.settings.SettingsOverrides;
import dev.waymark.daemon.settings.SettingsReader;
import dev.waymark.daemon.settings.WrongSettings;
import dev.waymark.daemon.source.git.GitRepository;
import dev.waymark.libbpf.testing.TestNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A daemon on a router between a client and a server, each a network namespace. Closing it detaches
 * and removes everything.
 *
 * <pre>
 *   client 10.1.0.2 -- lan0 router wan0 -- 10.2.0.2 server (10.50.0.1, 10.51.0.1)
 * </pre>
 */
final class RunningNode implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  final TestNamespace client;
  final TestNamespace router;
  final TestNamespace server;
  final GitRepository repository;
  final NodeSettings settings;
  private @Nullable Thread running;
  private @Nullable Daemon daemon;
  private volatile @Nullable Throwable end;

  private RunningNode(List<TestNamespace> hosts, String name, String path, Path folder) {
    client = hosts.get(0);
    router = hosts.get(1);
    server = hosts.get(2);
    client.veth("eth0", router, "lan0");
    router.veth("wan0", server, "eth0");
    client.ip("addr add 10.1.0.2/24 dev eth0");
    client.ip("route add default via 10.1.0.1");
    router.ip("addr add 10.1.0.1/24 dev lan0");
    router.ip("addr add 10.2.0.1/24 dev wan0");
    server.ip("addr add 10.2.0.2/24 dev eth0");
    server.ip("addr add 10.50.0.1/32 dev lo");
    server.ip("addr add 10.51.0.1/32 dev lo");
    server.ip("route add default via 10.2.0.1");
    for (String all : new String[] {"all", "default", "lan0", "wan0"}) {
      router.run("sysctl", "-qw", "net.ipv4.conf." + all + ".rp_filter=0");
    }
    router.run("sysctl", "-qw", "net.ipv4.ip_forward=1");
    repository = GitRepository.create(folder.resolve("routes"));
    settings = settings(name, path, folder);
  }

  static RunningNode create(String name, String path, Path folder) {
    List<TestNamespace> hosts = new ArrayList<>();
    try {
      for (String role : List.of("-c", "-r", "-s")) {
        hosts.add(TestNamespace.create(name + role));
      }
      return new RunningNode(hosts, name, path, folder);
    } catch (RuntimeException failed) {
      hosts.forEach(TestNamespace::close);
      throw failed;
    }
  }

  private static NodeSettings settings(String name, String path, Path folder) {
    String text =
        """
        node: {name: r1}
        source: {git: {repository: %s, interval: 100ms}}
        interfaces: [{match: "lan*", path: %s, sourceCheck: Off}]
        store: {limit: 1Mi}
        directories: {pin: /sys/fs/bpf/wm-%s-%d, state: %s, run: %s}
        """
            .formatted(
                folder.resolve("routes"),
                path,
                name,
                ProcessHandle.current().pid(),
                folder.resolve("state"),
                folder.resolve("run"));
    try {
      Files.createDirectories(folder.resolve("run"));
      Path file = Files.writeString(folder.resolve("node.yaml"), text);
      return SettingsReader.read(file, SettingsOverrides.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (WrongSettings e) {
      throw new IllegalStateException(e);
    }
  }

  /** Commits a table 254 with these routes through the server. */
  String commitRoutes(String... prefixes) {
    StringBuilder text =
        new StringBuilder(
            """
            apiVersion: waymark.dev/v1alpha1
            kind: RouteTable
            metadata: {name: edge}
            spec:
              tableId: 254
              nodeSelector: {}
              routes:
            """);
    for (String prefix : prefixes) {
      text.append("  - {to: %s, via: [{gateway: 10.2.0.2}]}\n".formatted(prefix));
    }
    return repository.write("edge.yaml", text.toString()).commit(String.join(" ", prefixes));
  }

  /** Commits a table 254 with these routes, one to a line of YAML, and what else its spec says. */
  String commitTable(String routes, String more) {
    String head =
        """
        apiVersion: waymark.dev/v1alpha1
        kind: RouteTable
        metadata: {name: edge}
        spec:
          tableId: 254
          nodeSelector: {}
          routes:
        """;
    return repository
        .write("edge.yaml", head + routes.indent(2) + more.indent(2))
        .commit(routes + more);
  }

  /** Waits until the report says so. */
  NodeReport await(String what, Predicate<NodeReport> so) {
    return Awaitility.await(what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(this::report, r -> r != null && so.test(r));
  }

  /** Waits until this commit was tried and taken back; then why, as its table's status says. */
  Condition awaitRolledBack(String commit) {
    NodeReport report =
        await(
            "taken back",
            r -> commit.equals(r.source().commit()) && r.phase() == NodePhase.RolledBack);
    return condition(report, ConditionType.RolledBack);
  }

  /** A condition of the table. */
  static Condition condition(NodeReport report, ConditionType type) {
    return report.resources().getFirst().status().conditions().stream()
        .filter(one -> one.type().equals(type.name()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + type + " in " + report.resources()));
  }

  void start(StepListener listener) {
    end = null;
    Daemon next = new Daemon(settings, listener);
    daemon = next;
    running =
        Thread.ofPlatform()
            .name("daemon")
            .start(() -> {
              try {
                router.call(() -> {
                  next.run();
                  return "stopped";
                });
              } catch (RuntimeException | Error ended) {
                end = ended;
              }
            });
  }

  /** Waits until the daemon ended by itself, and says with what. */
  @Nullable Throwable awaitEnd() {
    Thread thread = running;
    try {
      if (thread != null && !thread.join(PATIENCE)) {
        throw new IllegalStateException("the daemon did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return end;
  }

  void stop() {
    if (daemon != null) {
      daemon.stop();
    }
    awaitEnd();
  }

  /** Waits until the commit is applied and proven. */
  NodeReport awaitProven(String commit) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            this::report,
            r ->
                r != null
                    && commit.equals(r.source().commit())
                    && r.source().state() == SourceState.Current
                    && r.phase() == NodePhase.Stable);
  }

  @Nullable NodeReport report() {
    try {
      return new StatusFile(settings.directories().run()).read().orElse(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean pings(String address) {
    try {
      client.run("ping", "-n", "-q", "-c", "1", "-W", "1", address);
      return true;
    } catch (IllegalStateException unanswered) {
      return false;
    }
  }

  /** What of ours the kernel holds: rules, routes, pins. */
  String leftovers() {
    return router.ip("rule show").lines().filter(l -> l.contains("proto 203")).toList()
        + router
            .ip("route show table all")
            .lines()
            .filter(l -> l.contains("proto 203"))
            .toList()
            .toString()
        + (Files.exists(settings.directories().pin()) ? "pins" : "");
  }

  @Override
  public void close() {
    stop();
    try {
      router.call(() -> new Detachment(settings).run());
    } finally {
      server.close();
      router.close();
      client.close();
    }
  }
}
