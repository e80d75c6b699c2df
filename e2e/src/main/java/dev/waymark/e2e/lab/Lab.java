package dev.waymark.e2e.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The network that tests and demo share:
 *
 * <pre>
 *                    +-- provider-a --+
 *   client -- router |                | servers
 *                    +-- provider-b --+
 * </pre>
 *
 * <p>Every wire carries IPv4 and IPv6. The router knows its neighbours and nothing else: no kernel
 * route of its leads to {@link #SERVER} or {@link #OTHER_SERVER}, so that whatever arrives there
 * was sent by the program under test. Answers come home by a wire of their own from the servers to
 * the router (left out of the picture), so that what a provider forwarded is exactly what the
 * router chose it for, and a provider's failure harms one direction only.
 */
public final class Lab implements AutoCloseable {
  /** The client's usual address, and the one that policies move. */
  public static final Dual CLIENT = new Dual("10.1.1.2", "2001:db8:1:1::2");

  public static final Dual OTHER_CLIENT = new Dual("10.1.2.2", "2001:db8:1:2::2");

  /** The router as the client sees it. */
  public static final Dual ROUTER = new Dual("10.1.1.1", "2001:db8:1:1::1");

  public static final Dual PROVIDER_A = new Dual("10.0.1.1", "2001:db8:a::1");
  public static final Dual PROVIDER_B = new Dual("10.0.2.1", "2001:db8:b::1");

  /** Where the servers answer: inside 198.51.100.0/24 and 2001:db8:100::/48. */
  public static final Dual SERVER = new Dual("198.51.100.10", "2001:db8:100::10");

  /** And here as well: inside 203.0.113.0/24 and 2001:db8:200::/48. */
  public static final Dual OTHER_SERVER = new Dual("203.0.113.10", "2001:db8:200::10");

  /** The servers' end of the wire that answers come home by: a subnet that the router is on. */
  public static final Dual NEIGHBOUR = new Dual("10.0.9.2", "2001:db8:9::2");

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name;
  private final Cleanup cleanup = new Cleanup();
  private final Path directory;
  private final Host client;
  private final Host router;
  private final Host providerA;
  private final Host providerB;
  private final Host servers;

  private Lab(String name) {
    this.name = name;
    try {
      this.directory = cleanup.add(new ScratchDirectory(name)).path();
      cleanup.add(() -> ScratchDirectory.delete(pins()));
      this.client = host("client");
      this.router = host("router");
      this.providerA = host("provider-a");
      this.providerB = host("provider-b");
      this.servers = host("servers");
      connect();
      cleanup.add(Servers.start(servers));
    } catch (RuntimeException e) {
      cleanup.close();
      throw e;
    }
  }

  /**
   * Builds the network; what an earlier program of ours left behind when it was killed is removed
   * first.
   *
   * @param purpose a word that its namespaces are named after
   */
  public static Lab standard(String purpose) {
    Residue.ofDeadLabs().remove();
    return new Lab(
        "wm-" + purpose + "-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet());
  }

  /** The name that everything of this lab begins with. */
  public String name() {
    return name;
  }

  /** A directory that is gone with the lab. */
  public Path directory() {
    return directory;
  }

  /** Where programs of this lab pin what must outlive them; gone with the lab. */
  public Path pins() {
    return Residue.BPF_FILE_SYSTEM.resolve(name);
  }

  public Host client() {
    return client;
  }

  public Host router() {
    return router;
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

  /** Hands something over to be closed before the lab's hosts are. */
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
    List.of(router, providerA, providerB).forEach(Host::forward);
    Wire.from(client, "eth0")
        .to(router, "lan0")
        .carries("10.1.1.2/24", "10.1.1.1/24")
        .carries("10.1.2.2/24", "10.1.2.1/24")
        .carries("2001:db8:1:1::2/64", "2001:db8:1:1::1/64")
        .carries("2001:db8:1:2::2/64", "2001:db8:1:2::1/64")
        .plug();
    Wire.from(router, "wan-a")
        .to(providerA, "customer")
        .carries("10.0.1.2/24", "10.0.1.1/24")
        .carries("2001:db8:a::2/64", "2001:db8:a::1/64")
        .plug();
    Wire.from(router, "wan-b")
        .to(providerB, "customer")
        .carries("10.0.2.2/24", "10.0.2.1/24")
        .carries("2001:db8:b::2/64", "2001:db8:b::1/64")
        .plug();
    Wire.from(providerA, "uplink")
        .to(servers, "from-a")
        .carries("10.3.1.1/24", "10.3.1.2/24")
        .carries("2001:db8:3:a::1/64", "2001:db8:3:a::2/64")
        .plug();
    Wire.from(providerB, "uplink")
        .to(servers, "from-b")
        .carries("10.3.2.1/24", "10.3.2.2/24")
        .carries("2001:db8:3:b::1/64", "2001:db8:3:b::2/64")
        .plug();
    Wire.from(router, "back")
        .to(servers, "home")
        .carries("10.0.9.1/24", "10.0.9.2/24")
        .carries("2001:db8:9::1/64", "2001:db8:9::2/64")
        .plug();
    client.ip(
        "route add default via 10.1.1.1 src 10.1.1.2",
        "route add default via 2001:db8:1:1::1 src 2001:db8:1:1::2");
    providerA.ip(
        "route add 10.1.0.0/16 via 10.0.1.2",
        "route add default via 10.3.1.2",
        "route add 2001:db8:1::/48 via 2001:db8:a::2",
        "route add default via 2001:db8:3:a::2");
    providerB.ip(
        "route add 10.1.0.0/16 via 10.0.2.2",
        "route add default via 10.3.2.2",
        "route add 2001:db8:1::/48 via 2001:db8:b::2",
        "route add default via 2001:db8:3:b::2");
    servers.ip(
        "address add 198.51.100.10/32 dev lo",
        "address add 203.0.113.10/32 dev lo",
        "address add 2001:db8:100::10/128 dev lo nodad",
        "address add 2001:db8:200::10/128 dev lo nodad",
        "route add default via 10.0.9.1",
        "route add default via 2001:db8:9::1");
  }
}
