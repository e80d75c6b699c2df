package dev.waymark.dataplane.packet;

import dev.waymark.dataplane.reference.Address;
import dev.waymark.dataplane.reference.Bytes;
import dev.waymark.dataplane.reference.Prefix;
import dev.waymark.libbpf.testing.RawFrames;
import dev.waymark.libbpf.testing.TestNamespace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A network namespace with the interfaces of {@link Scene} under their numbers: the devices that a
 * test run claims to come in by and to leave by. No packet ever crosses them but the copies of a
 * multicast packet, which are seen as they leave.
 */
public final class Wire implements AutoCloseable {
  /** The network that the namespace's kernel itself routes, by {@link Scene#LAN_STRICT}. */
  static final int KERNEL_NET = 30;

  /** How every {@link dev.waymark.dataplane.reference.Config.NextHop#mac} begins. */
  private static final byte[] OUTPUT_MAC = {0x02, 0x57, 0x4d, 0x01};

  private final TestNamespace namespace;
  private final RawFrames frames;

  private Wire(TestNamespace namespace, RawFrames frames) {
    this.namespace = namespace;
    this.frames = frames;
  }

  /** The namespace {@code wm-<purpose>-<pid>}, gone when closed. */
  public static Wire make(String purpose) {
    TestNamespace namespace = TestNamespace.create(purpose);
    try {
      return make(namespace);
    } catch (RuntimeException failed) {
      namespace.close();
      throw failed;
    }
  }

  private static Wire make(TestNamespace namespace) {
    RawFrames frames = namespace.call(RawFrames::everywhere);
    try {
      Wire wire = new Wire(namespace, frames);
      wire.link("lan", Scene.LAN, Scene.MTU);
      wire.link("lan-kernel", Scene.LAN_KERNEL, Scene.MTU);
      wire.link("lan-strict", Scene.LAN_STRICT, Scene.MTU);
      wire.link("lan-loose", Scene.LAN_LOOSE, Scene.MTU);
      wire.link("unattached", Scene.UNATTACHED, Scene.MTU);
      wire.link("wan-a", Scene.WAN_A, Scene.MTU);
      wire.link("wan-b", Scene.WAN_B, Scene.MTU);
      wire.link("narrow", Scene.NARROW, Scene.NARROW_MTU);
      wire.link("raw", Scene.RAW, Scene.MTU);
      wire.namespace.run("sysctl", "-qw", "net.ipv4.ip_forward=1");
      wire.namespace.run("sysctl", "-qw", "net.ipv6.conf.all.forwarding=1");
      for (Fam fam : Fam.values()) {
        wire.namespace.ip("route add " + fam.net(KERNEL_NET) + " dev lan-strict");
      }
      return wire;
    } catch (RuntimeException failed) {
      frames.close();
      throw failed;
    }
  }

  /** The namespace's name. */
  public String name() {
    return namespace.name();
  }

  /** One more interface, up, with the router's address; its other end is nobody's. */
  public void link(String name, int ifindex, int mtu) {
    namespace.ip(
        "link add %s index %d mtu %d address %s type veth peer name %s-end mtu %d"
            .formatted(name, ifindex, mtu, Layers.ROUTER_MAC, name, mtu));
    namespace.ip("link set " + name + "-end up");
    namespace.ip("link set " + name + " up");
  }

  /** Keeps an interface and its other end from sending anything by themselves. */
  public void quiet(String name) {
    for (String device : new String[] {name, name + "-end"}) {
      namespace.run("sysctl", "-qw", "net.ipv6.conf." + device + ".disable_ipv6=1");
    }
  }

  /** What the namespace's kernel would say: the interface of its own route; 0: it has none. */
  static int kernelRoute(Address address) {
    boolean known =
        Stream.of(Fam.values()).anyMatch(fam -> address.in(Prefix.of(fam.net(KERNEL_NET))));
    return known ? Scene.LAN_STRICT : 0;
  }

  /** The copies that left since this was last asked: all frames that carry an output's address. */
  List<Ran.Sent> copies() {
    List<Ran.Sent> copies = new ArrayList<>();
    for (var seen = frames.poll(); seen.isPresent(); seen = frames.poll()) {
      RawFrames.Frame frame = seen.get();
      if (frame.outgoing() && Arrays.equals(frame.bytes(), 6, 10, OUTPUT_MAC, 0, 4)) {
        copies.add(new Ran.Sent(frame.ifindex(), Bytes.of(frame.bytes())));
      }
    }
    return copies;
  }

  /** Runs {@code work} in the namespace: a test run takes its interfaces from there. */
  public <T extends @Nullable Object> T call(Callable<T> work) {
    return namespace.call(work);
  }

  @Override
  public void close() {
    frames.close();
    namespace.close();
  }
}
