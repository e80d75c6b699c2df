package dev.waymark.libbpf;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;

/** Lets one thread end another's wait for a descriptor. For this module's own packages. */
public final class Wakeup implements AutoCloseable {
  private static final int EFD_CLOEXEC = 0x80000;
  private static final int EFD_NONBLOCK = 0x800;
  private static final short POLLIN = 1;
  private static final int POLLFD_BYTES = 8;

  private final Fd event;

  private Wakeup(Fd event) {
    this.event = event;
  }

  public static Wakeup open() {
    return new Wakeup(
        Fd.own(Syscalls.checked("eventfd", LibC.get().eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))));
  }

  /** Ends every wait, those to come too. Does nothing once closed. */
  public void signal() {
    if (!event.isOpen()) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment one = arena.allocateFrom(ValueLayout.JAVA_LONG, 1);
      // It fails only where the counter is full, and then the event is signalled already.
      LibC.get().write(event.number(), one.address(), Long.BYTES);
    }
  }

  /**
   * Waits until {@code fd} can be read (or has an error to tell): true. False after {@link #signal}
   * or when {@code patience} is over; less than zero means for ever.
   */
  public boolean awaitReadable(Fd fd, Duration patience) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment both = arena.allocate(2L * POLLFD_BYTES, 4);
      write(both, 0, fd);
      write(both, POLLFD_BYTES, event);
      int millis = (int) Math.min(Integer.MAX_VALUE, patience.toMillis());
      int result;
      do {
        result = LibC.get().poll(both.address(), 2, millis);
      } while (result < 0 && Errno.EINTR.is(Syscalls.errno()));
      Syscalls.checked("poll", result);
      boolean signalled = both.get(ValueLayout.JAVA_SHORT, POLLFD_BYTES + 6L) != 0;
      return result > 0 && !signalled;
    }
  }

  private static void write(MemorySegment both, long at, Fd fd) {
    both.set(ValueLayout.JAVA_INT, at, fd.number());
    both.set(ValueLayout.JAVA_SHORT, at + 4, POLLIN);
  }

  @Override
  public void close() {
    event.close();
  }
}
