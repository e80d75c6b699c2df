package dev.waymark.libbpf.netlink;

import dev.waymark.libbpf.Errno;
import dev.waymark.libbpf.NativeException;
import java.util.ArrayList;
import java.util.List;

/**
 * Many changes, sent some hundreds at a time. They are made in order; one that fails stops none of
 * the others. {@link #finish} must be called; one thread at a time.
 */
public final class NetlinkBatch {
  // Each failure comes back in a message of its own, and all of them must fit the receive buffer.
  private static final int MOST_AT_ONCE = 1024;
  private static final int ROOM_FOR_ONE = 16 << 10;

  private final NetlinkSocket socket;
  private final MessageWriter writer = new MessageWriter();
  private final List<KernelObject.Changeable> pending = new ArrayList<>();
  private final List<Verb> verbs = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private int first;

  NetlinkBatch(NetlinkSocket socket) {
    this.socket = socket;
  }

  /** What to do with an object. */
  public enum Verb {
    ADD(0, MessageType.CREATE | MessageType.EXCLUSIVE),
    REPLACE(0, MessageType.CREATE | MessageType.REPLACE),
    DELETE(MessageType.DELETE, 0);

    private final int type;
    private final int flags;

    Verb(int type, int flags) {
      this.type = type;
      this.flags = flags;
    }
  }

  /** A change that the kernel refused. */
  public record Failure(Verb verb, KernelObject.Changeable object, NativeException cause) {
    /** There was nothing to delete. */
    public boolean absent() {
      return verb == Verb.DELETE && NetlinkBatch.absent(cause);
    }
  }

  static boolean absent(NativeException failed) {
    return failed.is(Errno.ESRCH) || failed.is(Errno.ENOENT) || failed.is(Errno.EADDRNOTAVAIL);
  }

  public void add(KernelObject.Changeable object) {
    put(Verb.ADD, object);
  }

  public void replace(KernelObject.Changeable object) {
    put(Verb.REPLACE, object);
  }

  public void delete(KernelObject.Changeable object) {
    put(Verb.DELETE, object);
  }

  void put(Verb verb, KernelObject.Changeable object) {
    if (pending.size() == MOST_AT_ONCE
        || writer.position() > RawSocket.LARGEST_SEND - ROOM_FOR_ONE) {
      flush();
    }
    int number = socket.nextSequence();
    if (pending.isEmpty()) {
      first = number;
    }
    writer.begin(Codec.newType(object) + verb.type, MessageType.REQUEST | verb.flags, number);
    Codec.encode(object, writer);
    writer.end();
    pending.add(object);
    verbs.add(verb);
  }

  /** Sends what is left, and tells all that failed since the batch was begun. */
  public List<Failure> finish() {
    if (!pending.isEmpty()) {
      flush();
    }
    return List.copyOf(failures);
  }

  // Only the last asks for an answer: failures come unasked, and all before it.
  private void flush() {
    int last = first + pending.size() - 1;
    writer.addFlags(MessageType.ACK);
    synchronized (socket) {
      socket.raw().send(writer.bytes());
      boolean[] answered = {false};
      while (!answered[0]) {
        NetlinkMessage.forEach(
            socket.raw().receive(),
            message -> {
              if (message.type() == MessageType.ERROR) {
                answered[0] |= message.sequence() == last;
                collect(Acknowledgement.of(message));
              }
            });
      }
    }
    writer.clear();
    pending.clear();
    verbs.clear();
  }

  private void collect(Acknowledgement answer) {
    int index = answer.sequence() - first;
    if (answer.errno() == 0 || index < 0 || index >= pending.size()) {
      return;
    }
    KernelObject.Changeable object = pending.get(index);
    Verb verb = verbs.get(index);
    String call = MessageType.name(Codec.newType(object) + verb.type) + " " + object;
    failures.add(
        new Failure(
            verb,
            object,
            answer.text().isEmpty()
                ? new NativeException(call, answer.errno())
                : new NativeException(call, answer.errno(), answer.text())));
  }
}
