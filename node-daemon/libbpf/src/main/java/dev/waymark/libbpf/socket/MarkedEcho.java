package dev.waymark.libbpf.socket;

import dev.waymark.libbpf.Errno;
import dev.waymark.libbpf.NativeException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One ICMP echo request with a mark, and its answer (RFC 792, RFC 4443).
 *
 * <p>By a ping socket where {@code net.ipv4.ping_group_range} allows one, else by a raw one, which
 * sees every answer of the host and picks its own.
 */
public final class MarkedEcho {
  private static final int ICMP = 1;
  private static final int ICMPV6 = 58;
  private static final byte REQUEST_V4 = 8;
  private static final byte REQUEST_V6 = (byte) 128;
  private static final byte REPLY_V4 = 0;
  private static final byte REPLY_V6 = (byte) 129;
  private static final int HEADER_BYTES = 8;
  private static final int PAYLOAD_BYTES = 32;

  private static final AtomicInteger SENT = new AtomicInteger();

  private MarkedEcho() {}

  /**
   * Sends one request and waits for its answer.
   *
   * @param mark on the request; 0: none
   * @throws NativeException ETIMEDOUT if none came, or what came instead
   */
  public static void ask(InetAddress address, int mark, Duration patience) {
    ask(address, Outgoing.marked(mark), patience);
  }

  /**
   * Sends one request and waits for its answer.
   *
   * @param way of the request
   * @throws NativeException ETIMEDOUT if none came, or what came instead
   */
  public static void ask(InetAddress address, Outgoing way, Duration patience) {
    boolean v4 = address instanceof Inet4Address;
    int number = SENT.incrementAndGet();
    try (MarkedSocket socket = open(address, v4 ? ICMP : ICMPV6, way, patience)) {
      byte[] request = request(v4, number);
      socket.send(request);
      while (!answers(socket.receive(), request, v4)) {
        // A raw socket sees what others sent, too.
      }
    }
  }

  private static MarkedSocket open(InetAddress to, int protocol, Outgoing way, Duration patience) {
    try {
      return MarkedSocket.connect(to, 0, MarkedSocket.DATAGRAM, protocol, way, patience);
    } catch (NativeException refused) {
      if (!refused.is(Errno.EACCES)) {
        throw refused;
      }
      return MarkedSocket.connect(to, 0, MarkedSocket.RAW, protocol, way, patience);
    }
  }

  /** Known again by its payload: a ping socket's identifier is the kernel's choice. */
  private static byte[] request(boolean v4, int number) {
    ByteBuffer packet = ByteBuffer.allocate(HEADER_BYTES + PAYLOAD_BYTES);
    packet.put(v4 ? REQUEST_V4 : REQUEST_V6).put((byte) 0).putShort((short) 0);
    packet.putShort((short) ProcessHandle.current().pid()).putShort((short) number);
    packet.putLong(ProcessHandle.current().pid()).putLong(number).putLong(System.nanoTime());
    if (v4) {
      // Of ICMPv6 the kernel makes it, for it knows the source address.
      packet.putShort(2, checksum(packet.array()));
    }
    return packet.array();
  }

  private static boolean answers(byte[] received, byte[] request, boolean v4) {
    ByteBuffer packet = ByteBuffer.wrap(received);
    // A raw IPv4 socket gets the IP header as well.
    if (v4 && received.length > 20 && received[0] >> 4 == 4) {
      packet = packet.position(4 * (received[0] & 0xf)).slice();
    }
    return packet.remaining() == request.length
        && packet.get(0) == (v4 ? REPLY_V4 : REPLY_V6)
        && packet
            .slice(HEADER_BYTES, PAYLOAD_BYTES)
            .equals(ByteBuffer.wrap(request, HEADER_BYTES, PAYLOAD_BYTES));
  }

  private static short checksum(byte[] packet) {
    int sum = 0;
    for (int i = 0; i < packet.length; i += 2) {
      sum += (packet[i] & 0xff) << 8 | packet[i + 1] & 0xff;
    }
    sum = (sum & 0xffff) + (sum >> 16);
    return (short) ~((sum & 0xffff) + (sum >> 16));
  }
}
