package dev.waymark.libbpf;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A file descriptor with one owner. Its number must not be kept: after {@link #close} the kernel
 * hands the same number to somebody else.
 */
public final class Fd implements AutoCloseable {
  private static final int CLOSED = -1;

  private final AtomicInteger number;

  private Fd(int number) {
    this.number = new AtomicInteger(number);
  }

  /** Takes ownership of an open descriptor. */
  public static Fd own(int number) {
    if (number < 0) {
      throw new IllegalArgumentException("not a file descriptor: " + number);
    }
    return new Fd(number);
  }

  /** A new descriptor of the same open file, to be closed on its own. */
  static Fd duplicateOf(int number) {
    return own(Syscalls.duplicate(number));
  }

  /**
   * The descriptor's number, for a call made at once.
   *
   * @throws IllegalStateException if closed
   */
  public int number() {
    int current = number.get();
    if (current == CLOSED) {
      throw new IllegalStateException("used after close");
    }
    return current;
  }

  public boolean isOpen() {
    return number.get() != CLOSED;
  }

  @Override
  public void close() {
    int open = number.getAndSet(CLOSED);
    if (open != CLOSED) {
      // Linux has closed the descriptor whatever close(2) says; there is nothing to retry.
      LibC.get().close(open);
    }
  }

  @Override
  public String toString() {
    int current = number.get();
    return current == CLOSED ? "Fd[closed]" : "Fd[" + current + "]";
  }
}
