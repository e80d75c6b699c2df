package dev.waymark.dataplane.twin;

import dev.waymark.dataplane.packet.Layers;
import dev.waymark.libbpf.testing.RawFrames;
import dev.waymark.libbpf.testing.TestNamespace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A router between three links, and the far ends of these: frames go in by {@code lan} and are seen
 * where they come out. Every router has the same addresses, the same interface numbers and the same
 * neighbours, all known from the start.
 *
 * <p>A frame's way through the kernel ends before the call that sends it returns, or at least
 * before the next frame of the same core begins it: when a marker has come out, so has all that was
 * to come of the frames before it.
 */
final class TwinRouter implements AutoCloseable {
  static final int LAN = 10;
  static final int WAN = 20;
  static final int NARROW = 22;
  static final int NARROW_MTU = 1300;
  private static final Map<Integer, Integer> ADDRESSES = Map.of(1, 1, 200, 254, 201, 254);
  private static final int FIRST_CLIENT = 32;
  private static final int CLIENTS = 32;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String GATEWAY_MAC = "02:57:4d:00:00:09";
  private static final Map<String, Integer> PORTS = ports();

  private static final AtomicInteger CLIENT = new AtomicInteger();

  private final TestNamespace router;
  private final TestNamespace outside;
  private final Map<String, RawFrames> ends = new LinkedHashMap<>();
  private int markers;

  private TwinRouter(TestNamespace router, TestNamespace outside) {
    this.router = router;
    this.outside = outside;
  }

  private static Map<String, Integer> ports() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put("lan", LAN);
    ports.put("wan", WAN);
    ports.put("narrow", NARROW);
    return ports;
  }

  /** A router without routes but to its own links. */
  static TwinRouter create(String word) {
    TestNamespace router = TestNamespace.create("twin-" + word);
    TestNamespace outside;
    try {
      outside = TestNamespace.create("out-" + word);
    } catch (RuntimeException failed) {
      router.close();
      throw failed;
    }
    TwinRouter twin = new TwinRouter(router, outside);
    try {
      twin.build();
      return twin;
    } catch (RuntimeException failed) {
      twin.close();
      throw failed;
    }
  }

  private void build() {
    outside.run("sysctl", "-qw", "net.ipv6.conf.default.disable_ipv6=1");
    for (String setting :
        List.of(
            "net.ipv4.ip_forward=1",
            "net.ipv6.conf.all.forwarding=1",
            "net.ipv4.conf.all.rp_filter=0",
            "net.ipv4.conf.default.rp_filter=0",
            "net.ipv6.conf.default.addr_gen_mode=1",
            "net.ipv6.conf.default.accept_dad=0",
            // No error is left out because there was one just before.
            "net.ipv4.icmp_ratelimit=0",
            "net.ipv4.icmp_ratemask=0",
            "net.ipv6.icmp.ratelimit=0",
            "net.ipv6.icmp.ratemask=")) {
      router.run("sysctl", "-qw", setting);
    }
    PORTS.forEach((name, ifindex) -> {
      router.ip(
          "link add %s index %d address %s type veth peer name %s netns %s"
              .formatted(name, ifindex, Layers.ROUTER_MAC, name, outside.name()));
      outside.ip("link set " + name + " up");
      router.ip("link set " + name + " up");
    });
    router.ip("link set narrow mtu " + NARROW_MTU);
    List<String> lines = new ArrayList<>();
    address(lines, "lan", 1);
    address(lines, "wan", 200);
    address(lines, "narrow", 201);
    neighbour(lines, "lan", 1, 5, Layers.SENDER_MAC);
    neighbour(lines, "lan", 1, 9, GATEWAY_MAC);
    neighbour(lines, "wan", 200, 1, GATEWAY_MAC);
    neighbour(lines, "narrow", 201, 1, GATEWAY_MAC);
    neighbour(lines, "wan", 6, 7, GATEWAY_MAC);
    for (int i = 0; i < CLIENTS; i++) {
      neighbour(lines, "lan", 1, FIRST_CLIENT + i, Layers.SENDER_MAC);
    }
    router.ipBatch(lines);
    PORTS.keySet().forEach(name -> ends.put(name, frames(name)));
  }

  private RawFrames frames(String name) {
    int ifindex = outside.ifindex(name);
    return outside.call(() -> RawFrames.on(ifindex));
  }

  private static void address(List<String> lines, String port, int net) {
    int host = ADDRESSES.getOrDefault(net, 0);
    lines.add("address add " + v4(net, host) + "/16 dev " + port);
    lines.add("address add " + v6(net, host) + "/48 dev " + port + " nodad");
  }

  private static void neighbour(List<String> lines, String port, int net, int host, String mac) {
    for (String address : List.of(v4(net, host), v6(net, host))) {
      lines.add("neighbour add " + address + " lladdr " + mac + " dev " + port + " nud permanent");
    }
  }

  /** What the router itself answers from. */
  static List<byte[]> addresses() {
    List<byte[]> addresses = new ArrayList<>();
    ADDRESSES.forEach((net, host) -> {
      addresses.add(Layers.address(v4(net, host)).toArray());
      addresses.add(Layers.address(v6(net, host)).toArray());
    });
    return addresses;
  }

  /**
   * An IPv4 client that was not taken before: a kernel counts how many of a client's packets it
   * could not route, and answers only so many.
   */
  static String client() {
    return v4(1, FIRST_CLIENT + CLIENT.getAndIncrement() % CLIENTS);
  }

  static String v4(int net, int host) {
    return "10." + net + ".0." + host;
  }

  static String v6(int net, int host) {
    return "2001:db8:" + net + "::" + Integer.toHexString(host);
  }

  /** The router's own namespace. */
  TestNamespace namespace() {
    return router;
  }

  /** Sends the frames to the router, and answers everything that comes of them. */
  List<Seen> answers(OddPacket packet) {
    packet.frames().forEach(frame -> lan().send(frame.bytes(), frame.offload()));
    byte[] marker = marker();
    lan().send(marker);
    List<Seen> seen = new ArrayList<>();
    awaitMarker(marker, seen);
    ends.forEach((port, frames) -> {
      for (var frame = frames.poll(); frame.isPresent(); frame = frames.poll()) {
        keep(port, frame.get(), seen);
      }
    });
    return seen;
  }

  private void awaitMarker(byte[] marker, List<Seen> seen) {
    RawFrames wan = end("wan");
    int payload = marker.length - 8;
    while (true) {
      RawFrames.Frame frame =
          wan.poll(PATIENCE)
              .orElseThrow(() -> new AssertionError("the marker did not come out of " + router));
      byte[] bytes = frame.bytes();
      if (bytes.length == marker.length
          && Arrays.equals(bytes, payload, bytes.length, marker, payload, marker.length)) {
        return;
      }
      keep("wan", frame, seen);
    }
  }

  private byte[] marker() {
    byte[] number = "m%07d".formatted(++markers).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return Layers.packet(
        Layers.eth(),
        Layers.v4(v4(1, 5), v4(2, 250)),
        Layers.udp(5001, 5001),
        Layers.raw(0, number));
  }

  /** All but what we sent, and what a router says to its link unasked: ND and MLD. */
  private static void keep(String port, RawFrames.Frame frame, List<Seen> seen) {
    byte[] bytes = frame.bytes();
    boolean unasked = bytes.length > 18 && bytes[0] == 0x33 && bytes[1] == 0x33;
    if (!frame.outgoing() && !unasked) {
      seen.add(Seen.of(port, bytes, frame.offload()));
    }
  }

  private RawFrames lan() {
    return end("lan");
  }

  private RawFrames end(String port) {
    RawFrames frames = ends.get(port);
    if (frames == null) {
      throw new IllegalStateException("not built: " + port);
    }
    return frames;
  }

  @Override
  public void close() {
    ends.values().forEach(RawFrames::close);
    router.close();
    outside.close();
  }
}
