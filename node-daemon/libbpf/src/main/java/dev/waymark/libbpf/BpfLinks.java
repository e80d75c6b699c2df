package dev.waymark.libbpf;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** What can be done with a link of any kind. For this module's own packages. */
public final class BpfLinks {
  private static final int OPTIONS_BYTES = 16;
  private static final int BPF_F_REPLACE = 1 << 2;

  private BpfLinks() {}

  /** Replaces {@code expected} by {@code next}: 0, or a negated errno; never throws. */
  public static int update(Fd link, Fd next, Fd expected) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment options = arena.allocate(OPTIONS_BYTES, Long.BYTES);
      options.set(ValueLayout.JAVA_LONG, 0, OPTIONS_BYTES);
      options.set(ValueLayout.JAVA_INT, 8, BPF_F_REPLACE);
      options.set(ValueLayout.JAVA_INT, 12, expected.number());
      return LibBpf.get().bpf_link_update(link.number(), next.number(), options.address());
    }
  }

  /** Takes the program off its place. */
  public static void detach(Fd link) {
    int result = LibBpf.get().bpf_link_detach(link.number());
    if (result < 0) {
      throw new NativeException("bpf_link_detach", result);
    }
  }
}
