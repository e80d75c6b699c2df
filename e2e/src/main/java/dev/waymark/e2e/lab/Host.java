package dev.waymark.e2e.lab;

import dev.waymark.api.net.Family;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A host of the lab: a network namespace, entered by {@code nsenter --net}, so that it shares files
 * (and the BPF file system) with this machine, and nothing of its network.
 */
public final class Host implements AutoCloseable {
  private final String namespace;
  private final String role;
  private final Path logs;
  private final List<Background> processes = new CopyOnWriteArrayList<>();

  private Host(String namespace, String role, Path logs) {
    this.namespace = namespace;
    this.role = role;
    this.logs = logs;
  }

  /** Makes the namespace {@code <lab>-<role>}; its processes write to files below {@code logs}. */
  public static Host create(String lab, String role, Path logs) {
    var host = new Host(lab + "-" + role, role, logs);
    Command.of("ip", "netns", "add", host.namespace).run().orFail();
    return host;
  }

  /**
   * Makes it a host of a lab: its loopback is up, nothing is waited for, no limit on ICMP hides an
   * answer, and no reverse path is checked.
   */
  public void prepare() {
    sysctl(
        Map.of(
            "net.ipv4.icmp_ratelimit", "0",
            "net.ipv6.icmp.ratelimit", "0",
            "net.ipv6.conf.default.accept_dad", "0",
            "net.ipv6.conf.all.disable_ipv6", "0",
            "net.ipv6.conf.default.disable_ipv6", "0",
            "net.ipv4.conf.all.rp_filter", "0",
            "net.ipv4.conf.default.rp_filter", "0",
            "net.ipv4.conf.all.send_redirects", "0",
            "net.ipv4.conf.default.send_redirects", "0"));
    ip("link set lo up");
  }

  /** Makes it forward what is not for itself. */
  public void forward() {
    sysctl(Map.of("net.ipv4.conf.all.forwarding", "1", "net.ipv6.conf.all.forwarding", "1"));
  }

  /** What it is in the topology, such as {@code router}. */
  public String role() {
    return role;
  }

  /** The namespace's name, as {@code ip netns} lists it. */
  public String namespace() {
    return namespace;
  }

  /** The file that stands for the namespace. */
  public Path file() {
    return Path.of("/run/netns", namespace);
  }

  /** The command as it runs on this host. */
  public Command command(String... words) {
    return on(Command.of(words));
  }

  /** The command as it runs on this host. */
  public Command on(Command command) {
    return command.behind("nsenter", "--net=" + file());
  }

  /** Runs a command on this host to its end, whatever it says. */
  public Output run(String... words) {
    return command(words).run();
  }

  /** Starts a command on this host, to be ended with the host at the latest. */
  public Background start(Command command) {
    Path log = logs.resolve(role + "-" + processes.size() + ".log");
    Background process = on(command).start(log);
    processes.add(process);
    return process;
  }

  /** Runs lines of {@code ip} in one go; all must succeed. */
  public void ip(String... lines) {
    Command.of("ip", "-n", namespace, "-batch", "-")
        .run(String.join("\n", lines) + "\n", Command.LIMIT)
        .orFail();
  }

  /** Writes sysctls, given by their dotted names. */
  public void sysctl(Map<String, String> settings) {
    String script =
        settings.entrySet().stream()
            .map(e -> "echo " + e.getValue() + " > /proc/sys/" + e.getKey().replace('.', '/'))
            .collect(Collectors.joining(" && "));
    run("sh", "-c", script).orFail();
  }

  /** How many packets this host has forwarded so far; what it sent or received itself is not in. */
  public long forwarded(Family family) {
    return switch (family) {
      case V4 -> {
        List<String[]> rows =
            run("grep", "^Ip:", "/proc/net/snmp").orFail().lines().stream()
                .map(line -> line.split(" ", -1))
                .toList();
        int column = List.of(rows.get(0)).indexOf("ForwDatagrams");
        yield Long.parseLong(rows.get(1)[column]);
      }
      case V6 -> {
        String row = run("grep", "^Ip6OutForwDatagrams", "/proc/net/snmp6").orFail().out();
        yield Long.parseLong(row.strip().split("\\s+", -1)[1]);
      }
    };
  }

  /** Ends what was started here and removes the namespace; its interfaces go with it. */
  @Override
  public void close() {
    processes.forEach(Background::close);
    if (Files.exists(file())) {
      Command.of("ip", "netns", "pids", namespace).run().lines().stream()
          .map(Long::parseLong)
          .forEach(Host::end);
      Command.of("ip", "netns", "del", namespace).run().orFail();
    }
  }

  private static void end(long pid) {
    ProcessHandle.of(pid)
        .ifPresent(process -> {
          process.destroyForcibly();
          process.onExit().orTimeout(5, TimeUnit.SECONDS).join();
        });
  }

  @Override
  public String toString() {
    return role;
  }
}
