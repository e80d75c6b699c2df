package dev.waymark.daemon.liveness;

import dev.waymark.api.net.Address;
import dev.waymark.daemon.resolve.WatchedGateway;
import dev.waymark.libbpf.NativeException;
import dev.waymark.libbpf.socket.MarkedEcho;
import dev.waymark.libbpf.socket.MarkedStream;
import dev.waymark.libbpf.socket.Outgoing;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/** One question to one gateway. Blocks until the answer, for one interval at the longest. */
final class GatewayQuestion {

  private GatewayQuestion() {}

  static boolean isAnswered(WatchedGateway watched) {
    Duration patience = Duration.ofMillis(watched.intervalMillis());
    Outgoing by = Outgoing.by(watched.interfaceName());
    try {
      InetAddress address = address(watched);
      switch (watched.question()) {
        case ICMP -> MarkedEcho.ask(address, by, patience);
        case TCP -> MarkedStream.connect(address, watched.port(), by, patience).close();
      }
      return true;
    } catch (NativeException silence) {
      return false;
    }
  }

  private static InetAddress address(WatchedGateway watched) {
    Address gateway = watched.gateway();
    try {
      return gateway.linkLocal() && gateway.bytes().length == 16
          ? Inet6Address.getByAddress(null, gateway.bytes(), watched.interfaceIndex())
          : InetAddress.getByAddress(gateway.bytes());
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("4 or 16 bytes are an address: " + gateway, impossible);
    }
  }
}
