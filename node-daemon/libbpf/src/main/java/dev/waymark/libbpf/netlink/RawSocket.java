package dev.waymark.libbpf.netlink;

import dev.waymark.libbpf.Errno;
import dev.waymark.libbpf.Fd;
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
  private static final int SOCK_RAW = 3;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int SOL_SOCKET = 1;
  private static final int SO_SNDBUF = 7;
  private static final int SO_RCVBUF = 8;
  private static final int SO_RCVTIMEO = 20;
  private static final int SO_SNDBUFFORCE = 32;
  private static final int SO_RCVBUFFORCE = 33;
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

  private final Fd fd;
  private final Arena arena = Arena.ofAuto();
  private final MemorySegment in = arena.allocate(RECEIVE_BYTES, 8);
  private final MemorySegment out = arena.allocate(LARGEST_SEND, 8);

  private RawSocket(Fd fd) {
    this.fd = fd;
  }

  /** Opens a socket in the calling thread's namespace, and joins groups. */
  static RawSocket open(int... groups) {
    return openFamily(ROUTE, groups);
  }

  /** The same of another family of netlink. */
  static RawSocket openFamily(int family, int... groups) {
    int result = LibC.get().socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, family);
    if (result < 0) {
      throw new NativeException("socket AF_NETLINK", Syscalls.errno());
    }
    RawSocket socket = new RawSocket(Fd.own(result));
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
    if (!set(SOL_SOCKET, SO_RCVBUFFORCE, RECEIVE_BUFFER)) {
      set(SOL_SOCKET, SO_RCVBUF, RECEIVE_BUFFER);
    }
    if (!set(SOL_SOCKET, SO_SNDBUFFORCE, SEND_BUFFER)) {
      set(SOL_SOCKET, SO_SNDBUF, SEND_BUFFER);
    }
    require("CAP_ACK", set(SOL_NETLINK, CAP_ACK, 1));
    require("EXT_ACK", set(SOL_NETLINK, EXT_ACK, 1));
    require("GET_STRICT_CHK", set(SOL_NETLINK, GET_STRICT_CHK, 1));
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment patience = scratch.allocate(16, 8);
      patience.set(ValueLayout.JAVA_LONG, 0, PATIENCE_SECONDS);
      LibC.get().setsockopt(fd.number(), SOL_SOCKET, SO_RCVTIMEO, patience.address(), 16);
      MemorySegment address = scratch.allocate(ADDRESS_BYTES, 4);
      address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_NETLINK);
      require("bind", LibC.get().bind(fd.number(), address.address(), ADDRESS_BYTES) == 0);
    }
    join(groups);
  }

  void join(int... groups) {
    for (int group : groups) {
      require("ADD_MEMBERSHIP " + group, set(SOL_NETLINK, ADD_MEMBERSHIP, group));
    }
  }

  void leave(int... groups) {
    for (int group : groups) {
      require("DROP_MEMBERSHIP " + group, set(SOL_NETLINK, DROP_MEMBERSHIP, group));
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

  private boolean set(int level, int option, int value) {
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment memory = scratch.allocateFrom(ValueLayout.JAVA_INT, value);
      return LibC.get().setsockopt(fd.number(), level, option, memory.address(), 4) == 0;
    }
  }

  private static void require(String what, boolean done) {
    if (!done) {
      throw new NativeException("netlink socket: " + what, Syscalls.errno());
    }
  }

  Fd fd() {
    return fd;
  }

  void send(ByteBuffer messages) {
    int length = messages.remaining();
    MemorySegment.copy(MemorySegment.ofBuffer(messages), 0, out, 0, length);
    long sent = LibC.get().send(fd.number(), out.address(), length, 0);
    if (sent != length) {
      throw new NativeException("netlink send", Syscalls.errno());
    }
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
      length = LibC.get().recv(fd.number(), in.address(), RECEIVE_BYTES, MSG_TRUNC | flags);
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
    fd.close();
  }
}
