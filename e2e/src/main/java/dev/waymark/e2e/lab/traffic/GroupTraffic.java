package dev.waymark.e2e.lab.traffic;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.Dual;
import dev.waymark.e2e.lab.Host;
import dev.waymark.e2e.lab.Lab;
import dev.waymark.libbpf.netns.NetworkNamespace;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Datagrams from the client to a group of receivers. The router and both providers join it, by real
 * sockets; each listens until a last datagram comes to its own address, so that what it has not got
 * by then was not sent to it.
 */
public final class GroupTraffic {
  /** Datagrams that are sent to the group. */
  public static final int SENT = 5;

  private static final int PORT = 5001;
  private static final int PATIENCE_MILLIS = 10_000;
  private static final byte TO_GROUP = 1;
  private static final byte LAST = 2;

  private record Listener(Host host, Dual address, DatagramChannel socket) {}

  private GroupTraffic() {}

  /**
   * How many datagrams each host got, by its role.
   *
   * @param ttl that they are sent with, 1 to 255
   */
  public static Map<String, Integer> received(
      Lab lab, Family family, String from, String group, int ttl) {
    List<Listener> listeners = new ArrayList<>();
    try {
      listeners.add(join(lab.router(), "lan0", Lab.ROUTER, family, group));
      listeners.add(join(lab.providerA(), "customer", Lab.PROVIDER_A, family, group));
      listeners.add(join(lab.providerB(), "customer", Lab.PROVIDER_B, family, group));
      send(lab.client(), family, from, group, ttl, listeners);
      Map<String, Integer> received = new TreeMap<>();
      for (Listener each : listeners) {
        received.put(each.host().role(), count(each));
      }
      return received;
    } catch (Exception e) {
      throw new IllegalStateException("cannot send to the group " + group, e);
    } finally {
      listeners.forEach(GroupTraffic::close);
    }
  }

  private static Listener join(
      Host host, String interfaceName, Dual address, Family family, String group)
      throws Exception {
    try (var namespace = NetworkNamespace.open(host.file())) {
      return namespace.call(() -> {
        DatagramChannel socket = DatagramChannel.open(protocol(family));
        socket.bind(new InetSocketAddress(PORT));
        socket.join(InetAddress.ofLiteral(group), NetworkInterface.getByName(interfaceName));
        return new Listener(host, address, socket);
      });
    }
  }

  private static void send(
      Host client, Family family, String from, String group, int ttl, List<Listener> listeners)
      throws Exception {
    try (var namespace = NetworkNamespace.open(client.file());
        DatagramChannel socket = namespace.call(() -> DatagramChannel.open(protocol(family)))) {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
      socket.setOption(StandardSocketOptions.IP_MULTICAST_TTL, ttl);
      for (int i = 0; i < SENT; i++) {
        socket.send(one(TO_GROUP), new InetSocketAddress(InetAddress.ofLiteral(group), PORT));
      }
      for (Listener each : listeners) {
        InetAddress address = InetAddress.ofLiteral(each.address().in(family));
        socket.send(one(LAST), new InetSocketAddress(address, PORT));
      }
    }
  }

  private static int count(Listener listener) throws IOException {
    DatagramPacket datagram = new DatagramPacket(new byte[8], 8);
    listener.socket().socket().setSoTimeout(PATIENCE_MILLIS);
    for (int count = 0; ; count++) {
      listener.socket().socket().receive(datagram);
      if (datagram.getData()[0] == LAST) {
        return count;
      }
    }
  }

  private static ByteBuffer one(byte content) {
    return ByteBuffer.wrap(new byte[] {content});
  }

  private static ProtocolFamily protocol(Family family) {
    return family == Family.V4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
  }

  private static void close(Listener listener) {
    try {
      listener.socket().close();
    } catch (IOException e) {
      throw new IllegalStateException("cannot close a socket", e);
    }
  }
}
