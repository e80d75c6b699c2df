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

/**
 * A program at an interface's XDP hook, in the driver and never in the slower place that the kernel
 * offers instead (Linux 5.9 and later). There is one such link an interface.
 */
public final class XdpLink extends IngressLink {
  private static final int BPF_XDP = 37;
  private static final int XDP_FLAGS_DRV_MODE = 1 << 2;
  private static final int CREATE_BYTES = 32;
  private static final int LINK_TYPE_XDP = 6;

  private XdpLink(Fd fd) {
    super(fd);
  }

  /**
   * Attaches a program in the driver.
   *
   * @param ifindex of an interface in the calling thread's network namespace
   */
  public static XdpLink attach(BpfProgram program, int ifindex) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attributes = arena.allocate(CREATE_BYTES, Long.BYTES);
      attributes.set(ValueLayout.JAVA_INT, 0, program.fd().number());
      attributes.set(ValueLayout.JAVA_INT, 4, ifindex);
      attributes.set(ValueLayout.JAVA_INT, 8, BPF_XDP);
      attributes.set(ValueLayout.JAVA_INT, 12, XDP_FLAGS_DRV_MODE);
      int result = Syscalls.bpf(BpfCommand.LINK_CREATE, attributes);
      if (result < 0) {
        throw new NativeException(
            "bpf_link_create xdp on interface %d".formatted(ifindex), result, advice(result));
      }
      return new XdpLink(Fd.own(result));
    }
  }

  private static String advice(int result) {
    if (Errno.EBUSY.is(result)) {
      return "another XDP program is attached there";
    }
    if (Errno.EOPNOTSUPP.is(result)) {
      return "the interface's driver has no XDP";
    }
    if (Errno.ERANGE.is(result)) {
      return "the interface's MTU is too large for XDP in its driver";
    }
    // So the kernel answers to the number of an interface that there is not.
    return Errno.EINVAL.is(result)
        ? "this network namespace has no such interface, or its driver refuses the program"
        : "";
  }

  /** Opens a pinned link. */
  public static XdpLink openPinned(Path path) {
    return new XdpLink(openPinned(path, LINK_TYPE_XDP, "an XDP link"));
  }

  @Override
  public String toString() {
    return "xdp link " + fd();
  }
}
