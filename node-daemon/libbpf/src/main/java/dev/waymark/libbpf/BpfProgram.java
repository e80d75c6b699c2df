package dev.waymark.libbpf;

import java.nio.file.Path;
import java.util.HexFormat;

/** A loaded BPF program. */
public final class BpfProgram implements AutoCloseable {
  private static final int INFO_BYTES = 224;

  private final Fd fd;
  private final ObjectInfo info;

  private BpfProgram(Fd fd) {
    this.fd = fd;
    this.info = ObjectInfo.of(fd, INFO_BYTES);
  }

  /** Opens a pinned program. */
  public static BpfProgram openPinned(Path path) {
    return owning(ObjectInfo.openPinned(path));
  }

  static BpfProgram owning(Fd fd) {
    try {
      return new BpfProgram(fd);
    } catch (RuntimeException notAProgram) {
      fd.close();
      throw notAProgram;
    }
  }

  public Fd fd() {
    return fd;
  }

  /** The kernel's name of the program, at most 15 characters. */
  public String name() {
    return info.name(64);
  }

  /** The number under which the kernel, bpftool for one, knows the program. */
  public int id() {
    return info.getInt(4);
  }

  /** The kernel's digest of the instructions, 16 hexadecimal digits. */
  public String tag() {
    return HexFormat.of().formatHex(info.bytes(8, 8));
  }

  /** How many instructions the verifier walked; 0 on kernels before 5.16. */
  public int verifiedInstructions() {
    return info.getInt(216);
  }

  /** Pins the program, which then outlives this process. */
  public void pin(Path path) {
    ObjectInfo.pin(fd, path);
  }

  /** Runs the program on a packet that was never on a wire. */
  public TestRun.Result testRun(TestRun order) {
    return order.run(this);
  }

  @Override
  public void close() {
    fd.close();
  }

  @Override
  public String toString() {
    return "program " + name() + " id=" + id() + " tag=" + tag();
  }
}
