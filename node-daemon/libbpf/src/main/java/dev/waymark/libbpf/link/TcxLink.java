package dev.waymark.libbpf.link;

import dev.waymark.libbpf.BpfCommand;
import dev.waymark.libbpf.BpfLinks;
import dev.waymark.libbpf.BpfProgram;
import dev.waymark.libbpf.Errno;
import dev.waymark.libbpf.Fd;
import dev.waymark.libbpf.NativeException;
import dev.waymark.libbpf.ObjectInfo;
import dev.waymark.libbpf.Syscalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/**
 * A program at an interface's TCX hook, before every other program there (Linux 6.6 and later).
 *
 * <p>Closing an unpinned link detaches; closing a pinned one leaves it be.
 */
public final class TcxLink implements AutoCloseable {
  private static final int BPF_F_BEFORE = 1 << 3;
  private static final int CREATE_BYTES = 32;
  private static final int INFO_BYTES = 32;
  private static final int LINK_TYPE_TCX = 11;

  private final Fd fd;

  private TcxLink(Fd fd) {
    this.fd = fd;
  }

  /**
   * What the kernel tells of a link.
   *
   * @param id the kernel's number of the link
   * @param programId the program that it holds
   * @param ifindex the interface, 0 once that is gone
   * @param attachType {@link TcxDirection#attachType}
   */
  public record LinkInfo(int id, int programId, int ifindex, int attachType) {
    /** Whether the interface is gone; such a link never comes to life again. */
    public boolean interfaceGone() {
      return ifindex == 0;
    }
  }

  /**
   * Attaches a program at the head of an interface's hook.
   *
   * @param ifindex of an interface in the calling thread's network namespace
   */
  public static TcxLink attach(BpfProgram program, int ifindex, TcxDirection direction) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attributes = arena.allocate(CREATE_BYTES, Long.BYTES);
      attributes.set(ValueLayout.JAVA_INT, 0, program.fd().number());
      attributes.set(ValueLayout.JAVA_INT, 4, ifindex);
      attributes.set(ValueLayout.JAVA_INT, 8, direction.attachType());
      // BEFORE without naming anyone means: before everyone.
      attributes.set(ValueLayout.JAVA_INT, 12, BPF_F_BEFORE);
      int result = Syscalls.bpf(BpfCommand.LINK_CREATE, attributes);
      if (result < 0) {
        String call = "bpf_link_create tcx %s on interface %d".formatted(direction, ifindex);
        throw Errno.ENODEV.is(result)
            ? new NativeException(call, result, "this network namespace has no such interface")
            : new NativeException(call, result);
      }
      return new TcxLink(Fd.own(result));
    }
  }

  /** Opens a pinned link. */
  public static TcxLink openPinned(Path path) {
    Fd fd = ObjectInfo.openPinned(path);
    int type;
    try {
      type = ObjectInfo.of(fd, INFO_BYTES).getInt(0);
    } catch (NativeException notALink) {
      fd.close();
      throw notALink;
    }
    if (type != LINK_TYPE_TCX) {
      fd.close();
      throw new IllegalArgumentException(path + " is not a TCX link");
    }
    return new TcxLink(fd);
  }

  /**
   * Replaces the program in one step; every packet sees the one or the other.
   *
   * @param expected the program that the link must hold now
   * @throws UnexpectedProgram if it holds another; then nothing is changed
   */
  public void update(BpfProgram next, BpfProgram expected) {
    int result = BpfLinks.update(fd, next.fd(), expected.fd());
    if (result == 0) {
      return;
    }
    int found = info().programId();
    if (Errno.EPERM.is(result) && found != expected.id()) {
      throw new UnexpectedProgram(expected.id(), found);
    }
    throw new NativeException(
        "bpf_link_update",
        result,
        Errno.ENOLINK.is(result) ? "the interface is gone: remove the link" : "");
  }

  /** Pins the link, which then outlives this process; removing the pin detaches. */
  public void pin(Path path) {
    ObjectInfo.pin(fd, path);
  }

  public LinkInfo info() {
    ObjectInfo info = ObjectInfo.of(fd, INFO_BYTES);
    return new LinkInfo(info.getInt(4), info.getInt(8), info.getInt(16), info.getInt(20));
  }

  /** Takes the program off the interface at once, pinned or not. */
  public void detach() {
    BpfLinks.detach(fd);
  }

  @Override
  public void close() {
    fd.close();
  }

  @Override
  public String toString() {
    return "tcx link " + fd;
  }
}
