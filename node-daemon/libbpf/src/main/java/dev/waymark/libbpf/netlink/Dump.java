package dev.waymark.libbpf.netlink;

import dev.waymark.libbpf.Errno;
import dev.waymark.libbpf.NativeException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to read everything of a kind, part by part.
 *
 * <p>The kernel marks the parts of a dump during which links or addresses changed. IPv4 routes need
 * no mark: it goes on at the prefix where it stopped. Of IPv6 routes it skips as many as it has
 * shown already, so that a change in between hides a route that nobody touched, and marks nothing:
 * such a dump is watched. The changes of its table are subscribed to meanwhile, on the same socket
 * and so in order.
 */
final class Dump {
  private final int sequence;
  private final int newType;
  private final Consumer<KernelObject> visitor;
  private final @Nullable Predicate<KernelObject> watch;
  private boolean done;
  private boolean marked;
  private boolean changed;
  private boolean partSeen;
  private int datagrams;
  private int errno;
  private String text = "";

  /**
   * @param watch which changes spoil the dump; null if the kernel marks them itself
   */
  Dump(
      int sequence,
      int newType,
      Consumer<KernelObject> visitor,
      @Nullable Predicate<KernelObject> watch) {
    this.sequence = sequence;
    this.newType = newType;
    this.visitor = visitor;
    this.watch = watch;
  }

  /** Shows every part; returns at the end of the dump. */
  void read(RawSocket socket) {
    while (!done) {
      try {
        partSeen = false;
        NetlinkMessage.forEach(socket.receive(), this::message);
        datagrams += partSeen ? 1 : 0;
      } catch (NativeException failed) {
        // Only events can be lost: the kernel waits with the parts until there is room.
        if (watch == null || !failed.is(Errno.ENOBUFS)) {
          throw failed;
        }
        changed = true;
      }
    }
  }

  private void message(NetlinkMessage message) {
    boolean part = (message.flags() & MessageType.MULTI) != 0;
    boolean end = message.type() == MessageType.DONE || message.type() == MessageType.ERROR;
    if (!part && !end) {
      // An event, whatever its number: that is the changer's.
      KernelObject object = Codec.decode(message);
      changed |= watch != null && object != null && watch.test(object);
    } else if (message.sequence() == sequence) {
      marked |= (message.flags() & MessageType.DUMP_INTERRUPTED) != 0;
      if (end) {
        Acknowledgement answer = Acknowledgement.of(message);
        errno = answer.errno();
        text = answer.text();
        done = true;
      } else if (message.type() == newType) {
        show(Codec.decode(message));
      }
    }
  }

  private void show(@Nullable KernelObject object) {
    partSeen = true;
    if (object != null) {
      visitor.accept(object);
    }
  }

  /** Whether what was shown may be a mixture of before and after a change. */
  boolean spoiled() {
    // What fits one datagram was read under one lock.
    return marked || Errno.EINTR.is(errno) || (changed && datagrams > 1);
  }

  /** Throws if the kernel refused. */
  void check() {
    if (errno != 0 && !Errno.EINTR.is(errno)) {
      String call = MessageType.name(newType + MessageType.GET);
      throw text.isEmpty()
          ? new NativeException(call, errno)
          : new NativeException(call, errno, text);
    }
  }
}
