package dev.waymark.libbpf.netlink;

import static dev.waymark.libbpf.KernelSocket.SOL_SOCKET;

import dev.waymark.libbpf.Errno;
import dev.waymark.libbpf.Fd;
import dev.waymark.libbpf.KernelSocket;
import dev.waymark.libbpf.LibC;
import dev.waymark.libbpf.NativeException;
import dev.waymark.libbpf.Syscalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A netlink socket, of family ROUTE if nothing else is said: bytes out, bytes in. One thread at a
 * time.
 */
final class RawSocket implements AutoCloseable {
  static final int LARGEST_SEND = 64 << 10;
  static final int ROUTE = 0;
  static final int NETFILTER = 12;

  private static final int AF_NETLINK = 16;
  private static final int SO_SNDBUF = 7;
  private static final int SO_RCVBUF = 8;
  private static final int SO_RCVTIMEO = 20;
  private static final int SO_SNDBUFFORCE = 32;
  private static final int SOL_NETLINK = 270;
  private static final int ADD_MEMBERSHIP = 1;
  private static final int DROP_MEMBERSHIP = 2;
  private static final int CAP_ACK = 10;
  private static final int EXT_ACK = 11;
  private static final int GET_STRICT_CHK = 12;
  private static final int MSG_TRUNC = 0x20;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int ADDRESS_BYTES = 12;
  private static final int RECEIVE_BYTES = 256 << 10;
  private static final int SEND_BUFFER = 1 << 20;
  private static final int RECEIVE_BUFFER = 8 << 20;
  private static final int PATIENCE_SECONDS = 60;

  private final KernelSocket socket;
  private final Arena arena = Arena.ofAuto();
  private final MemorySegment in = arena.allocate(RECEIVE_BYTES, 8);
  private final MemorySegment out = arena.allocate(LARGEST_SEND, 8);

  private RawSocket(KernelSocket socket) {
    this.socket = socket;
  }

  /** Opens a socket in the calling thread's namespace, and joins groups. */
  static RawSocket open(int... groups) {
    return openFamily(ROUTE, groups);
  }

  /** The same of another family of netlink. */
  static RawSocket openFamily(int family, int... groups) {
    RawSocket socket = new RawSocket(KernelSocket.open("netlink socket", AF_NETLINK, family));
    try {
      socket.prepare(groups);
      return socket;
    } catch (RuntimeException failed) {
      socket.close();
      throw failed;
    }
  }

  private void prepare(int[] groups) {
    // Beyond the system's limit only with CAP_NET_ADMIN; without it the limit has to do.
    if (!socket.set(SOL_SOCKET, KernelSocket.SO_RCVBUFFORCE, RECEIVE_BUFFER)) {
      socket.set(SOL_SOCKET, SO_RCVBUF, RECEIVE_BUFFER);
    }
    if (!socket.set(SOL_SOCKET, SO_SNDBUFFORCE, SEND_BUFFER)) {
      socket.set(SOL_SOCKET, SO_SNDBUF, SEND_BUFFER);
    }
    socket.require("CAP_ACK", SOL_NETLINK, CAP_ACK, 1);
    socket.require("EXT_ACK", SOL_NETLINK, EXT_ACK, 1);
    socket.require("GET_STRICT_CHK", SOL_NETLINK, GET_STRICT_CHK, 1);
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment patience = scratch.allocate(16, 8);
      patience.set(ValueLayout.JAVA_LONG, 0, PATIENCE_SECONDS);
      LibC.get().setsockopt(socket.fd().number(), SOL_SOCKET, SO_RCVTIMEO, patience.address(), 16);
      MemorySegment address = scratch.allocate(ADDRESS_BYTES, 4);
      address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_NETLINK);
      socket.bind(address);
    }
    join(groups);
  }

  void join(int... groups) {
    for (int group : groups) {
      socket.require("ADD_MEMBERSHIP " + group, SOL_NETLINK, ADD_MEMBERSHIP, group);
    }
  }

  void leave(int... groups) {
    for (int group : groups) {
      socket.require("DROP_MEMBERSHIP " + group, SOL_NETLINK, DROP_MEMBERSHIP, group);
    }
  }

  /** Throws away all that waits, and with it that something was lost. */
  void drain() {
    boolean empty = false;
    while (!empty) {
      try {
        empty = !receiveNow().hasRemaining();
      } catch (NativeException failed) {
        if (!failed.is(Errno.ENOBUFS)) {
          throw failed;
        }
      }
    }
  }

  Fd fd() {
    return socket.fd();
  }

  void send(ByteBuffer messages) {
    int length = messages.remaining();
    MemorySegment.copy(MemorySegment.ofBuffer(messages), 0, out, 0, length);
    socket.send(out, length);
  }

  /**
   * Waits for messages.
   *
   * @throws NativeException ENOBUFS if messages were lost; EAGAIN if none came for a minute
   */
  ByteBuffer receive() {
    ByteBuffer received = receive(0);
    if (received.limit() == 0) {
      throw new NativeException(
          "netlink recv", Errno.EAGAIN.number(), "the kernel has not answered for a minute");
    }
    return received;
  }

  /** What is there now; empty if nothing is. */
  ByteBuffer receiveNow() {
    return receive(MSG_DONTWAIT);
  }

  // The answer is a copy, because objects decoded later must not see the next receive.
  private ByteBuffer receive(int flags) {
    long length;
    do {
      length =
          LibC.get().recv(socket.fd().number(), in.address(), RECEIVE_BYTES, MSG_TRUNC | flags);
    } while (length < 0 && Errno.EINTR.is(Syscalls.errno()));
    if (length < 0) {
      int errno = Syscalls.errno();
      if (!Errno.EAGAIN.is(errno)) {
        throw new NativeException("netlink recv", errno);
      }
      length = 0;
    }
    if (length > RECEIVE_BYTES) {
      throw new IllegalStateException("the kernel sent " + length + " bytes in one message");
    }
    byte[] copy = in.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
    return ByteBuffer.wrap(copy).order(ByteOrder.nativeOrder());
  }

  @Override
  public void close() {
    socket.close();
  }
}
