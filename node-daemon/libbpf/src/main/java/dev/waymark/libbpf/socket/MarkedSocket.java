package dev.waymark.libbpf.socket;

import dev.waymark.libbpf.Errno;
import dev.waymark.libbpf.Fd;
import dev.waymark.libbpf.LibC;
import dev.waymark.libbpf.NativeException;
import dev.waymark.libbpf.Syscalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A connected socket whose packets carry a mark. One thread at a time. */
final class MarkedSocket implements AutoCloseable {
  static final int STREAM = 1;
  static final int DATAGRAM = 2;
  static final int RAW = 3;

  private static final int NONBLOCK_CLOEXEC = 0x800 | 0x80000;
  private static final int SOL_SOCKET = 1;
  private static final int SO_ERROR = 4;
  private static final int SO_BINDTODEVICE = 25;
  private static final int SO_MARK = 36;
  private static final short POLLIN = 1;
  private static final short POLLOUT = 4;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int BUFFER = 2048;

  private final Fd fd;
  private final String peer;
  private final Arena arena = Arena.ofAuto();
  private final MemorySegment buffer = arena.allocate(BUFFER, Long.BYTES);
  private final long deadline;

  private MarkedSocket(Fd fd, String peer, Duration patience) {
    this.fd = fd;
    this.peer = peer;
    this.deadline = System.nanoTime() + patience.toNanos();
  }

  /**
   * Connects.
   *
   * @param type {@link #STREAM}, {@link #DATAGRAM} or {@link #RAW}
   * @param way of its packets
   * @param patience for this and all that follows
   */
  static MarkedSocket connect(
      InetAddress address, int port, int type, int protocol, Outgoing way, Duration patience) {
    String peer = SocketAddress.text(address, port);
    int number =
        LibC.get().socket(SocketAddress.family(address), type | NONBLOCK_CLOEXEC, protocol);
    if (number < 0) {
      throw new NativeException("socket to " + peer, Syscalls.errno());
    }
    MarkedSocket socket = new MarkedSocket(Fd.own(number), peer, patience);
    try {
      if (way.mark() != 0) {
        socket.mark(way.mark());
      }
      if (!way.device().isEmpty()) {
        socket.bindTo(way.device());
      }
      socket.connect(address, port);
      return socket;
    } catch (RuntimeException failed) {
      socket.close();
      throw failed;
    }
  }

  private void mark(int mark) {
    buffer.set(ValueLayout.JAVA_INT, 0, mark);
    int done =
        LibC.get().setsockopt(fd.number(), SOL_SOCKET, SO_MARK, buffer.address(), Integer.BYTES);
    if (done != 0) {
      throw new NativeException("setsockopt SO_MARK", Syscalls.errno(), "CAP_NET_ADMIN is needed");
    }
  }

  private void bindTo(String device) {
    byte[] name = device.getBytes(StandardCharsets.UTF_8);
    MemorySegment.copy(name, 0, buffer, ValueLayout.JAVA_BYTE, 0, name.length);
    int done =
        LibC.get()
            .setsockopt(fd.number(), SOL_SOCKET, SO_BINDTODEVICE, buffer.address(), name.length);
    if (done != 0) {
      throw new NativeException("setsockopt SO_BINDTODEVICE " + device, Syscalls.errno(), "");
    }
  }

  private void connect(InetAddress address, int port) {
    int length = SocketAddress.write(address, port, buffer);
    if (LibC.get().connect(fd.number(), buffer.address(), length) == 0) {
      return;
    }
    int errno = Syscalls.errno();
    if (!Errno.EINPROGRESS.is(errno)) {
      throw new NativeException("connect " + peer, errno, "");
    }
    await(POLLOUT, "connect ");
    int error = error();
    if (error != 0) {
      throw new NativeException("connect " + peer, error, "");
    }
  }

  private int error() {
    buffer.set(ValueLayout.JAVA_INT, 0, 0);
    buffer.set(ValueLayout.JAVA_INT, 8, Integer.BYTES);
    LibC.get()
        .getsockopt(fd.number(), SOL_SOCKET, SO_ERROR, buffer.address(), buffer.address() + 8);
    return buffer.get(ValueLayout.JAVA_INT, 0);
  }

  /** Sends all of it; {@code bytes} are less than two kilobytes. */
  void send(byte[] bytes) {
    MemorySegment.copy(bytes, 0, buffer, ValueLayout.JAVA_BYTE, 0, bytes.length);
    long sent = LibC.get().send(fd.number(), buffer.address(), bytes.length, MSG_NOSIGNAL);
    if (sent != bytes.length) {
      throw new NativeException("send to " + peer, Syscalls.errno(), "");
    }
  }

  /**
   * Waits for bytes, at most two kilobytes of them; none: the peer has closed.
   *
   * @throws NativeException ETIMEDOUT if none came in time, or what came instead of them
   */
  byte[] receive() {
    while (true) {
      await(POLLIN, "receive from ");
      long length = LibC.get().recv(fd.number(), buffer.address(), BUFFER, 0);
      if (length >= 0) {
        return buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
      }
      int errno = Syscalls.errno();
      if (!Errno.EAGAIN.is(errno) && !Errno.EINTR.is(errno)) {
        throw new NativeException("receive from " + peer, errno, "");
      }
    }
  }

  private void await(short event, String what) {
    MemorySegment poll = arena.allocate(8, 8);
    while (true) {
      long left = deadline - System.nanoTime();
      poll.set(ValueLayout.JAVA_INT, 0, fd.number());
      poll.set(ValueLayout.JAVA_SHORT, 4, event);
      poll.set(ValueLayout.JAVA_SHORT, 6, (short) 0);
      int millis = Math.clamp((left + 999_999) / 1_000_000, 0, Integer.MAX_VALUE);
      int ready = LibC.get().poll(poll.address(), 1, millis);
      if (ready > 0) {
        return;
      }
      if (ready < 0 && !Errno.EINTR.is(Syscalls.errno())) {
        throw new NativeException("poll " + peer, Syscalls.errno());
      }
      if (left <= 0) {
        throw new NativeException(what + peer, Errno.ETIMEDOUT.number(), "");
      }
    }
  }

  @Override
  public void close() {
    fd.close();
  }
}
