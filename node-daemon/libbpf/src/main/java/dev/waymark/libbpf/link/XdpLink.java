package dev.waymark.libbpf.link;

import dev.waymark.libbpf.BpfCommand;
import dev.waymark.libbpf.BpfLinks;
import dev.waymark.libbpf.BpfProgram;
import dev.waymark.libbpf.Errno;
import dev.waymark.libbpf.Fd;
import dev.waymark.libbpf.NativeException;
import dev.waymark.libbpf.Syscalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A program at an interface's XDP hook, in the driver (Linux 5.9 and later). There is one such link
 * an interface. Closing it detaches.
 */
public final class XdpLink implements AutoCloseable {
  private static final int BPF_XDP = 37;
  private static final int XDP_FLAGS_DRV_MODE = 1 << 2;
  private static final int CREATE_BYTES = 32;

  private final Fd fd;

  private XdpLink(Fd fd) {
    this.fd = fd;
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
        String advice =
            Errno.EBUSY.is(result)
                ? "another XDP program is attached there"
                : Errno.EOPNOTSUPP.is(result) ? "the interface's driver has no XDP" : "";
        throw new NativeException(
            "bpf_link_create xdp on interface %d".formatted(ifindex), result, advice);
      }
      return new XdpLink(Fd.own(result));
    }
  }

  /** Takes the program off the interface at once. */
  public void detach() {
    BpfLinks.detach(fd);
  }

  @Override
  public void close() {
    fd.close();
  }

  @Override
  public String toString() {
    return "xdp link " + fd;
  }
}
