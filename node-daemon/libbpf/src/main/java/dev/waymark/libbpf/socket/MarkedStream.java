package dev.waymark.libbpf.socket;

import java.net.InetAddress;
import java.time.Duration;

/** A TCP connection whose packets carry a mark. One thread at a time. */
public final class MarkedStream implements AutoCloseable {
  private final MarkedSocket socket;

  private MarkedStream(MarkedSocket socket) {
    this.socket = socket;
  }

  /**
   * Connects.
   *
   * @param mark on every packet; 0: none
   * @param patience for this and for all that follows on the connection
   * @throws dev.waymark.libbpf.NativeException ETIMEDOUT, ECONNREFUSED, or what else came instead
   */
  public static MarkedStream connect(InetAddress address, int port, int mark, Duration patience) {
    return connect(address, port, Outgoing.marked(mark), patience);
  }

  /**
   * Connects.
   *
   * @param way of the connection's packets
   * @param patience for this and for all that follows on the connection
   * @throws dev.waymark.libbpf.NativeException ETIMEDOUT, ECONNREFUSED, or what else came instead
   */
  public static MarkedStream connect(
      InetAddress address, int port, Outgoing way, Duration patience) {
    return new MarkedStream(
        MarkedSocket.connect(address, port, MarkedSocket.STREAM, 0, way, patience));
  }

  /** Sends all of it, at most two kilobytes. */
  public void send(byte[] bytes) {
    socket.send(bytes);
  }

  /**
   * Waits for the next bytes; none: the other side has closed.
   *
   * @throws dev.waymark.libbpf.NativeException ETIMEDOUT if the patience is at its end
   */
  public byte[] receive() {
    return socket.receive();
  }

  @Override
  public void close() {
    socket.close();
  }
}
