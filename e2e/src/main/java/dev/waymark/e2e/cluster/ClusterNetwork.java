package dev.waymark.e2e.cluster;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.Cleanup;
import dev.waymark.e2e.lab.Dual;
import dev.waymark.e2e.lab.Host;
import dev.waymark.e2e.lab.Residue;
import dev.waymark.e2e.lab.ScratchDirectory;
import dev.waymark.e2e.lab.Servers;
import dev.waymark.e2e.lab.Switch;
import dev.waymark.e2e.lab.Wire;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Nodes side by side between a client and its servers, and a host for the control plane:
 *
 * <pre>
 *             +- node-1 -+- provider-a -+
 *    client --+- node-2 -+              +-- servers
 *             +- node-3 -+- provider-b -+
 *                  |
 *               control
 * </pre>
 *
 * <p>Each provider is a switch that all nodes are on, so one gateway serves them all. The client
 * has an address at each node, and what it sends from that address goes through that node; answers
 * come home by wires of their own. No kernel route of a node leads to {@link #SERVER} or {@link
 * #OTHER_SERVER}: whatever arrives there was sent by the program under test.
 */
public final class ClusterNetwork implements AutoCloseable {
  /** Where the servers answer: inside 198.51.100.0/24 and 2001:db8:100::/48. */
  public static final Dual SERVER = new Dual("198.51.100.10", "2001:db8:100::10");

  /** And here as well: inside 203.0.113.0/24 and 2001:db8:200::/48. */
  public static final Dual OTHER_SERVER = new Dual("203.0.113.10", "2001:db8:200::10");

  public static final Dual PROVIDER_A = new Dual("10.0.1.1", "2001:db8:a::1");
  public static final Dual PROVIDER_B = new Dual("10.0.2.1", "2001:db8:b::1");

  /** Where the nodes reach the control plane. */
  public static final String CONTROL = "10.9.0.1";

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final int FIRST = 10;

  private final String name;
  private final Cleanup cleanup = new Cleanup();
  private final Path directory;
  private final Host control;
  private final Host client;
  private final Host providerA;
  private final Host providerB;
  private final Host servers;
  private final List<Host> nodes = new ArrayList<>();

  private ClusterNetwork(String name, int size) {
    this.name = name;
    try {
      this.directory = cleanup.add(new ScratchDirectory(name)).path();
      cleanup.add(() -> ScratchDirectory.delete(Residue.BPF_FILE_SYSTEM.resolve(name)));
      this.control = host("control");
      this.client = host("client");
      this.providerA = host("provider-a");
      this.providerB = host("provider-b");
      this.servers = host("servers");
      for (int i = 1; i <= size; i++) {
        nodes.add(host("node-" + i));
      }
      connect();
      cleanup.add(Servers.start(servers));
    } catch (RuntimeException e) {
      cleanup.close();
      throw e;
    }
  }

  /**
   * Builds the network with so many nodes, nine at most; what an earlier program of ours left
   * behind when it was killed is removed first.
   *
   * @param purpose a word that its namespaces are named after
   */
  public static ClusterNetwork of(String purpose, int nodes) {
    Residue.ofDeadLabs().remove();
    return new ClusterNetwork(
        "wm-" + purpose + "-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet(),
        nodes);
  }

  /** The name that everything of this network begins with. */
  public String name() {
    return name;
  }

  /** A directory that is gone with the network. */
  public Path directory() {
    return directory;
  }

  /** Where the programs of this node pin what must outlive them; gone with the network. */
  public Path pins(Host node) {
    return Residue.BPF_FILE_SYSTEM.resolve(name).resolve(node.role());
  }

  /** Where the API server, the operator and kubectl run. */
  public Host control() {
    return control;
  }

  public Host client() {
    return client;
  }

  public Host providerA() {
    return providerA;
  }

  public Host providerB() {
    return providerB;
  }

  public Host servers() {
    return servers;
  }

  /** The nodes, by number; a node's role is its name. */
  public List<Host> nodes() {
    return List.copyOf(nodes);
  }

  /** The client's address at this node. */
  public Dual clientAt(Host node) {
    int number = nodes.indexOf(node) + 1;
    return new Dual("10.1." + number + ".2", "2001:db8:1:" + number + "::2");
  }

  /** Hands something over to be closed before the network's hosts are. */
  public <T extends AutoCloseable> T owns(T thing) {
    return cleanup.add(thing);
  }

  @Override
  public void close() {
    cleanup.close();
  }

  private Host host(String role) {
    Host host = cleanup.add(Host.create(name, role, directory));
    host.prepare();
    return host;
  }

  private void connect() {
    List.of(providerA, providerB).forEach(Host::forward);
    nodes.forEach(Host::forward);
    var toControl = Switch.in(control, "nodes", List.of(CONTROL + "/24"));
    var customersOfA = Switch.in(providerA, "nodes", List.of("10.0.1.1/24", "2001:db8:a::1/64"));
    var customersOfB = Switch.in(providerB, "nodes", List.of("10.0.2.1/24", "2001:db8:b::1/64"));
    var home = Switch.in(servers, "home", List.of("10.0.9.1/24", "2001:db8:9::1/64"));
    uplink(providerA, "10.3.1", "2001:db8:3:a");
    uplink(providerB, "10.3.2", "2001:db8:3:b");
    servers.ip(
        "address add 198.51.100.10/32 dev lo",
        "address add 203.0.113.10/32 dev lo",
        "address add 2001:db8:100::10/128 dev lo nodad",
        "address add 2001:db8:200::10/128 dev lo nodad");
    for (int i = 0; i < nodes.size(); i++) {
      int number = i + 1;
      int at = FIRST + number;
      Host node = nodes.get(i);
      toControl.lead(node, "mgmt0", List.of("10.9.0." + at + "/24"));
      customersOfA.lead(
          node, "wan-a", List.of("10.0.1." + at + "/24", "2001:db8:a::" + at + "/64"));
      customersOfB.lead(
          node, "wan-b", List.of("10.0.2." + at + "/24", "2001:db8:b::" + at + "/64"));
      home.lead(node, "back", List.of("10.0.9." + at + "/24", "2001:db8:9::" + at + "/64"));
      lan(node, number);
      comeHome(number, at);
    }
  }

  private void uplink(Host provider, String v4, String v6) {
    String which = provider == providerA ? "a" : "b";
    Wire.from(provider, "uplink")
        .to(servers, "from-" + which)
        .carries(v4 + ".1/24", v4 + ".2/24")
        .carries(v6 + "::1/64", v6 + "::2/64")
        .plug();
    provider.ip("route add default via " + v4 + ".2", "route add default via " + v6 + "::2");
  }

  /** What the client sends from its address at this node goes through it. */
  private void lan(Host node, int number) {
    String v4 = "10.1." + number;
    String v6 = "2001:db8:1:" + number;
    Wire.from(client, "eth" + number)
        .to(node, "lan0")
        .carries(v4 + ".2/24", v4 + ".1/24")
        .carries(v6 + "::2/64", v6 + "::1/64")
        .plug();
    int table = 100 + number;
    leave(Family.V4, v4 + ".2", v4 + ".1", table);
    leave(Family.V6, v6 + "::2", v6 + "::1", table);
  }

  private void leave(Family family, String source, String gateway, int table) {
    String which = family == Family.V4 ? "-4" : "-6";
    String rule = "ip %s rule add from %s lookup %d".formatted(which, source, table);
    String route = "ip %s route add default via %s table %d".formatted(which, gateway, table);
    client.run("sh", "-c", rule + " && " + route).orFail();
  }

  private void comeHome(int number, int at) {
    String v4 = "10.1." + number + ".0/24";
    String v6 = "2001:db8:1:" + number + "::/64";
    servers.ip(
        "route add " + v4 + " via 10.0.9." + at,
        "route add " + v6 + " via 2001:db8:9::" + at,
        // What the node itself sends, such as probes, has one of these as its source.
        "route add 10.0.1." + at + " via 10.0.9." + at,
        "route add 10.0.2." + at + " via 10.0.9." + at,
        "route add 2001:db8:a::" + at + " via 2001:db8:9::" + at,
        "route add 2001:db8:b::" + at + " via 2001:db8:9::" + at);
    providerA.ip(
        "route add " + v4 + " via 10.0.1." + at, "route add " + v6 + " via 2001:db8:a::" + at);
    providerB.ip(
        "route add " + v4 + " via 10.0.2." + at, "route add " + v6 + " via 2001:db8:b::" + at);
  }
}
