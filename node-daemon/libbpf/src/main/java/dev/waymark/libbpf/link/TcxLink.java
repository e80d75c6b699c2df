package dev.waymark.libbpf.link;

import dev.waymark.libbpf.BpfCommand;
import dev.waymark.libbpf.BpfProgram;
import dev.waymark.libbpf.Errno;
import dev.waymark.libbpf.Fd;
import dev.waymark.libbpf.NativeException;
import dev.waymark.libbpf.Syscalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/** A program at an interface's TCX hook, before every other program there (Linux 6.6 and later). */
public final class TcxLink extends IngressLink {
  private static final int BPF_F_BEFORE = 1 << 3;
  private static final int CREATE_BYTES = 32;
  private static final int LINK_TYPE_TCX = 11;
  private static final int ATTACH_TYPE = 20;

  private TcxLink(Fd fd) {
    super(fd);
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
    return new TcxLink(openPinned(path, LINK_TYPE_TCX, "a TCX link"));
  }

  /** {@link TcxDirection#attachType} of the direction that it is attached in. */
  public int attachType() {
    return rawInfo().getInt(ATTACH_TYPE);
  }

  @Override
  public String toString() {
    return "tcx link " + fd();
  }
}
