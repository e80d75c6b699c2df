package dev.waymark.libbpf.netlink;

import dev.waymark.libbpf.Errno;
import dev.waymark.libbpf.NativeException;
import dev.waymark.libbpf.Wakeup;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What happens in one namespace, in order: that of the thread that subscribes. Subscribe first and
 * dump afterwards, or what happens in between is missed.
 *
 * <p>One thread reads; any thread may close.
 */
public final class NetlinkEvents implements AutoCloseable {
  private static final Duration FOREVER = Duration.ofMillis(-1);

  private final RawSocket socket;
  private final Wakeup wakeup;
  private final Deque<NetlinkEvent> waiting = new ArrayDeque<>();
  private final ReentrantLock reading = new ReentrantLock();
  private volatile boolean closed;

  private NetlinkEvents(RawSocket socket, Wakeup wakeup) {
    this.socket = socket;
    this.wakeup = wakeup;
  }

  /** Subscribes in the calling thread's network namespace. */
  public static NetlinkEvents subscribe(NetlinkGroup... groups) {
    int[] numbers = Stream.of(groups).flatMapToInt(NetlinkGroup::numbers).toArray();
    RawSocket socket = RawSocket.open(numbers);
    try {
      return new NetlinkEvents(socket, Wakeup.open());
    } catch (RuntimeException failed) {
      socket.close();
      throw failed;
    }
  }

  /** Waits for the next event; null once closed. */
  public @Nullable NetlinkEvent next() {
    return next(FOREVER);
  }

  /** Waits for the next event, but not for longer than {@code patience}; null if none came. */
  public @Nullable NetlinkEvent next(Duration patience) {
    reading.lock();
    try {
      while (!closed && waiting.isEmpty()) {
        if (!wakeup.awaitReadable(socket.fd(), patience)) {
          return null;
        }
        receive();
      }
      return closed ? null : waiting.poll();
    } finally {
      reading.unlock();
    }
  }

  private void receive() {
    try {
      NetlinkMessage.forEach(socket.receiveNow(), this::message);
    } catch (NativeException failed) {
      if (!failed.is(Errno.ENOBUFS)) {
        throw failed;
      }
      // Once it has lost a message the kernel delivers none, and says nothing more of it, until all
      // that waits was read. An overrun told before that would be followed by silent losses.
      waiting.clear();
      socket.drain();
      waiting.add(new NetlinkEvent.Overrun());
    }
  }

  private void message(NetlinkMessage message) {
    KernelObject object = Codec.decode(message);
    if (object != null) {
      waiting.add(event(message, object));
    }
  }

  private static NetlinkEvent event(NetlinkMessage message, KernelObject object) {
    if ((message.type() & 3) == MessageType.DELETE) {
      return new NetlinkEvent.Removed(object);
    }
    boolean replaced = object instanceof Route && (message.flags() & MessageType.REPLACE) != 0;
    return replaced ? new NetlinkEvent.Replaced(object) : new NetlinkEvent.Changed(object);
  }

  /** Ends the stream; a thread that waits in {@link #next} gets null. */
  @Override
  public void close() {
    closed = true;
    wakeup.signal();
    reading.lock();
    try {
      socket.close();
      wakeup.close();
    } finally {
      reading.unlock();
    }
  }
}
