package dev.waymark.libbpf;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A packet generator inside the kernel (Linux 5.18 and later): an XDP program runs over frames that
 * are really sent where it says, {@code XDP_TX} by the interface they pretend to have come in by.
 *
 * <p>Source: Documentation/bpf/bpf_prog_run.rst, "Running XDP programs in live frame mode".
 */
public final class LiveFrames {
  private static final int OPTIONS_BYTES = 80;
  private static final int CONTEXT_BYTES = 24;
  private static final int BPF_F_TEST_XDP_LIVE_FRAMES = 1 << 1;

  private LiveFrames() {}

  /**
   * Runs the program over so many copies of a frame.
   *
   * @param ifindex the interface, in the calling thread's network namespace
   */
  public static void send(BpfProgram program, byte[] frame, int ifindex, int count) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment in = arena.allocateFrom(ValueLayout.JAVA_BYTE, frame);
      MemorySegment context = arena.allocate(CONTEXT_BYTES, Long.BYTES);
      context.set(ValueLayout.JAVA_INT, 4, frame.length);
      context.set(ValueLayout.JAVA_INT, 12, ifindex);
      MemorySegment options = arena.allocate(OPTIONS_BYTES, Long.BYTES);
      options.set(ValueLayout.JAVA_LONG, 0, OPTIONS_BYTES);
      options.set(ValueLayout.JAVA_LONG, 8, in.address());
      options.set(ValueLayout.JAVA_INT, 24, frame.length);
      options.set(ValueLayout.JAVA_LONG, 32, context.address());
      options.set(ValueLayout.JAVA_INT, 48, CONTEXT_BYTES);
      options.set(ValueLayout.JAVA_INT, 60, count);
      options.set(ValueLayout.JAVA_INT, 68, BPF_F_TEST_XDP_LIVE_FRAMES);
      int result = LibBpf.get().bpf_prog_test_run_opts(program.fd().number(), options.address());
      if (result < 0) {
        throw new NativeException(
            "bpf_prog_test_run_opts, live frames by " + program.name(), result);
      }
    }
  }
}
