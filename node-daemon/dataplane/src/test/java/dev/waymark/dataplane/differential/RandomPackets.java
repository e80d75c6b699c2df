package dev.waymark.dataplane.differential;

import static dev.waymark.dataplane.packet.Layers.destinationOptions;
import static dev.waymark.dataplane.packet.Layers.echo;
import static dev.waymark.dataplane.packet.Layers.eth;
import static dev.waymark.dataplane.packet.Layers.fragment;
import static dev.waymark.dataplane.packet.Layers.hopByHop;
import static dev.waymark.dataplane.packet.Layers.payload;
import static dev.waymark.dataplane.packet.Layers.portUnreachable;
import static dev.waymark.dataplane.packet.Layers.raw;
import static dev.waymark.dataplane.packet.Layers.routing;
import static dev.waymark.dataplane.packet.Layers.sctp;
import static dev.waymark.dataplane.packet.Layers.tcp;
import static dev.waymark.dataplane.packet.Layers.udp;
import static dev.waymark.dataplane.packet.Layers.vlan;

import dev.waymark.dataplane.packet.Ip;
import dev.waymark.dataplane.packet.Layer;
import dev.waymark.dataplane.packet.Layers;
import dev.waymark.dataplane.reference.Bytes;
import dev.waymark.dataplane.reference.ReferencePath.Arrival;
import dev.waymark.dataplane.reference.ReferencePath.Link;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;

/** Packets by chance, most of them sound, some odd, a few broken, towards the edges of prefixes. */
final class RandomPackets implements Packets {
  private static final List<Bytes> SPECIAL_V4 =
      List.of(
          Layers.address("127.0.0.1"),
          Layers.address("169.254.169.254"),
          Layers.address("0.0.0.0"),
          Layers.address("255.255.255.255"),
          Layers.address("224.0.0.5"),
          Layers.address("239.1.2.3"));
  private static final List<Bytes> SPECIAL_V6 =
      List.of(
          Layers.address("::1"),
          Layers.address("::"),
          Layers.address("fe80::1"),
          Layers.address("ff02::1"),
          Layers.address("ff01::1"),
          Layers.address("ff0e::1"));
  private static final int MOST_BEGUN = 8;
  private static final int[] PROTOCOLS = {1, 6, 17, 47, 58, 60, 132};
  private static final int[] PORTS = {1, 53, 67, 68, 80, 443, 546, 547, 1024, 65535};

  private final RandomGenerator random;
  private final RandomAddresses addresses;
  private final Deque<Begun> firsts = new ArrayDeque<>();
  private int nextId;

  RandomPackets(RandomGenerator random, RandomAddresses addresses) {
    this.random = random;
    this.addresses = addresses;
    this.nextId = random.nextInt();
  }

  @Override
  public Arrival next() {
    boolean v6 = random.nextBoolean();
    byte[] frame = frame(v6);
    Link link = Link.US;
    switch (random.nextInt(60)) {
      case 0 -> frame = cut(frame, v6 ? 54 : 34);
      case 1 -> frame[14 + random.nextInt(frame.length - 14)] ^= (byte) (1 << random.nextInt(8));
      case 2 -> frame = Layers.patch(frame, 12, random.nextInt(256), random.nextInt(256));
      case 3 -> {
        int first = random.nextBoolean() ? 0x02 : 0xff;
        frame = Layers.patch(frame, 0, first, 0xff, 0xff, 0xff, 0xff, 0xff);
        link = Link.OTHERS;
      }
      case 4 -> {
        frame = Layers.patch(frame, 0, 0x01, 0x00, 0x5e, 0x00, 0x00, 0x09);
        link = Link.GROUP;
      }
      default -> {}
    }
    int ifindex = RandomConfigs.FIRST_LAN + random.nextInt(RandomConfigs.LANS);
    int mark = random.nextInt(3) == 0 ? random.nextInt() : random.nextInt(3);
    return new Arrival(Bytes.of(frame), ifindex, link, mark, 0);
  }

  /** Shorter, but not within the IP header: the kernel's test run refuses to make such packets. */
  private byte[] cut(byte[] frame, int least) {
    return Layers.cut(frame, least + random.nextInt(frame.length - least + 1));
  }

  private byte[] frame(boolean v6) {
    return switch (random.nextInt(15)) {
      case 0 -> firstFragment(v6);
      case 1 -> laterFragment(v6);
      default -> whole(v6);
    };
  }

  private byte[] whole(boolean v6) {
    Ip ip = ip(v6);
    List<Layer> layers = new ArrayList<>();
    layers.add(eth());
    if (random.nextInt(100) == 0) {
      layers.add(vlan(random.nextInt(4096)));
    }
    layers.add(ip);
    if (v6) {
      extensions(layers);
    }
    transport(layers, ip);
    if (random.nextInt(12) == 0) {
      layers.add(payload(1200 + random.nextInt(350)));
    } else {
      layers.add(payload(random.nextInt(24)));
    }
    return Layers.packet(layers.toArray(Layer[]::new));
  }

  /** A datagram of which later fragments may come: its header, and what stands behind that. */
  private record Begun(Ip ip, int id, int protocol) {
    /** The headers of a fragment of it. */
    List<Layer> headers(int offset, boolean more) {
      List<Layer> layers = new ArrayList<>(List.of(eth()));
      if (ip instanceof Ip.V4 v4) {
        layers.add(v4.id(id).fragment(offset, more));
      } else {
        layers.add(ip);
        layers.add(new Layer.Fragment(offset, more, id));
      }
      return layers;
    }
  }

  private byte[] firstFragment(boolean v6) {
    Ip ip = ip(v6);
    int id = nextId++;
    List<Layer> inside = new ArrayList<>();
    if (v6 && random.nextInt(4) == 0) {
      inside.add(destinationOptions());
    }
    if (random.nextInt(4) == 0) {
      inside.add(raw(anyProtocol(), new byte[random.nextInt(24)]));
    } else {
      transport(inside, ip);
    }
    Begun begun = new Begun(ip, id, inside.getFirst().number());
    firsts.addLast(begun);
    if (firsts.size() > MOST_BEGUN) {
      firsts.removeFirst();
    }
    List<Layer> layers = begun.headers(0, true);
    layers.addAll(inside);
    layers.add(payload(random.nextInt(24)));
    return Layers.packet(layers.toArray(Layer[]::new));
  }

  private byte[] laterFragment(boolean v6) {
    Begun begun = new Begun(ip(v6), nextId++, anyProtocol());
    for (Begun known : firsts) {
      if (known.ip() instanceof Ip.V6 == v6 && random.nextBoolean()) {
        begun = known;
      }
    }
    List<Layer> layers = begun.headers(8 * (1 + random.nextInt(180)), random.nextBoolean());
    layers.add(raw(begun.protocol(), new byte[random.nextInt(64)]));
    return Layers.packet(layers.toArray(Layer[]::new));
  }

  private int anyProtocol() {
    return PROTOCOLS[random.nextInt(PROTOCOLS.length)];
  }

  private Ip ip(boolean v6) {
    int ttl =
        switch (random.nextInt(12)) {
          case 0 -> random.nextInt(2);
          case 1 -> 2;
          case 2 -> 255;
          default -> 64;
        };
    int dscp = random.nextInt(3) == 0 ? random.nextInt(64) : random.nextInt(2);
    if (v6) {
      return new Ip.V6(
          address(true, 60),
          destination(true),
          (dscp << 2) | random.nextInt(4),
          random.nextInt(1 << 20),
          ttl);
    }
    Ip.V4 ip =
        new Ip.V4(
            address(false, 60),
            destination(false),
            (dscp << 2) | random.nextInt(4),
            random.nextInt(1 << 16),
            random.nextBoolean(),
            false,
            0,
            ttl,
            Bytes.of());
    return switch (random.nextInt(30)) {
      case 0 -> ip.options(1, 1, 1, 0);
      case 1 -> ip.options(148, 4, 0, 0, 1, 1, 1, 0);
      default -> ip;
    };
  }

  private Bytes destination(boolean v6) {
    return random.nextInt(12) == 0 ? addresses.group(v6) : address(v6, 60);
  }

  private Bytes address(boolean v6, int seldom) {
    if (random.nextInt(seldom) == 0) {
      List<Bytes> special = v6 ? SPECIAL_V6 : SPECIAL_V4;
      return special.get(random.nextInt(special.size()));
    }
    return addresses.address(v6);
  }

  private void extensions(List<Layer> layers) {
    switch (random.nextInt(30)) {
      case 0 -> layers.add(hopByHop());
      case 1 -> layers.add(routing());
      case 2 -> {
        for (int i = random.nextInt(8); i >= 0; i--) {
          layers.add(destinationOptions());
        }
      }
      case 3 -> layers.add(fragment(0, false));
      default -> {}
    }
  }

  private void transport(List<Layer> layers, Ip ip) {
    int source = port();
    int destination = port();
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> layers.add(udp(source, destination));
      case 3, 4, 5 -> layers.add(tcp(source, destination));
      case 6 -> layers.add(sctp(source, destination));
      case 7 -> layers.add(echo(ip, source));
      case 8 -> {
        layers.add(portUnreachable(ip));
        Ip inner = ip(ip instanceof Ip.V6);
        byte[] quoted = Layers.packet(inner, udp(source, destination), payload(8));
        int length = random.nextInt(4) == 0 ? random.nextInt(quoted.length + 1) : quoted.length;
        layers.add(raw(0, Layers.cut(quoted, length)));
      }
      default -> layers.add(raw(random.nextInt(256), new byte[random.nextInt(40)]));
    }
  }

  private int port() {
    return PORTS[random.nextInt(PORTS.length)];
  }
}
