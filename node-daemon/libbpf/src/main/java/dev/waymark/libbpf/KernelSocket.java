package dev.waymark.libbpf;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A raw socket of a family that Java has none of, in the network namespace of the thread that
 * opened it. Addresses and messages are the caller's.
 */
public final class KernelSocket implements AutoCloseable {
  /** The level of the options that every socket has. */
  public static final int SOL_SOCKET = 1;

  /** An option: bytes that may wait to be received, beyond the system's limit. */
  public static final int SO_RCVBUFFORCE = 33;

  private static final int SOCK_RAW = 3;
  private static final int SOCK_CLOEXEC = 0x80000;

  private final String name;
  private final Fd fd;

  private KernelSocket(String name, Fd fd) {
    this.name = name;
    this.fd = fd;
  }

  /**
   * Opens one.
   *
   * @param name for messages, such as {@code packet socket}
   * @param family AF_*
   * @param protocol of that family; 0: its usual one
   */
  public static KernelSocket open(String name, int family, int protocol) {
    int result = LibC.get().socket(family, SOCK_RAW | SOCK_CLOEXEC, protocol);
    if (result < 0) {
      throw new NativeException(name + ": socket", Syscalls.errno());
    }
    return new KernelSocket(name, Fd.own(result));
  }

  /** Its descriptor; it stays this socket's. */
  public Fd fd() {
    return fd;
  }

  /** Sets an option; false if the kernel refuses. */
  public boolean set(int level, int option, int value) {
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment memory = scratch.allocateFrom(ValueLayout.JAVA_INT, value);
      return LibC.get().setsockopt(fd.number(), level, option, memory.address(), 4) == 0;
    }
  }

  /**
   * Sets an option.
   *
   * @throws NativeException naming it, if the kernel refuses
   */
  public void require(String what, int level, int option, int value) {
    if (!set(level, option, value)) {
      throw new NativeException(name + ": " + what, Syscalls.errno());
    }
  }

  /** Binds it to an address of its family, the whole segment. */
  public void bind(MemorySegment address) {
    int length = Math.toIntExact(address.byteSize());
    if (LibC.get().bind(fd.number(), address.address(), length) != 0) {
      throw new NativeException(name + ": bind", Syscalls.errno());
    }
  }

  /** Sends the first bytes of a segment as one message, all of it. */
  public void send(MemorySegment message, long length) {
    if (LibC.get().send(fd.number(), message.address(), length, 0) != length) {
      throw new NativeException(name + ": send " + length + " bytes", Syscalls.errno());
    }
  }

  @Override
  public void close() {
    fd.close();
  }
}
