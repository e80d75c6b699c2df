package dev.waymark.libbpf;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * One order to run an XDP program on a frame that was never on a wire ({@code BPF_PROG_TEST_RUN}).
 * The program works on the live maps, side effects included.
 *
 * @param frame from the Ethernet header on, at least 14 bytes
 * @param ifindex that it comes in by, in the namespace of the thread that makes the run
 * @param repeat how often to run, at least 1
 */
// A record of arrays: callers own them and compare answers by content themselves.
@SuppressWarnings("ArrayRecordComponent")
public record FrameRun(byte[] frame, int ifindex, int repeat) {
  /** {@code XDP_DROP}. */
  public static final int DROP = 1;

  /** {@code XDP_PASS}. */
  public static final int PASS = 2;

  private static final int OPTIONS_BYTES = 80;
  private static final int CONTEXT_BYTES = 24;
  private static final int GROWTH = 256;

  /** Once. */
  public static FrameRun once(byte[] frame, int ifindex) {
    return new FrameRun(frame, ifindex, 1);
  }

  /**
   * What came of it.
   *
   * @param verdict {@code XDP_*}
   * @param frame as the program left it
   * @param nanosPerRun mean over all runs, as the kernel measured it
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Result(int verdict, byte[] frame, long nanosPerRun) {}

  /**
   * Runs the program.
   *
   * @throws NativeException ENODEV if there is no such interface
   */
  public Result on(BpfProgram program) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment in = arena.allocateFrom(ValueLayout.JAVA_BYTE, frame);
      MemorySegment out = arena.allocate(frame.length + GROWTH);
      MemorySegment context = arena.allocate(CONTEXT_BYTES, Long.BYTES);
      context.set(ValueLayout.JAVA_INT, 4, frame.length);
      context.set(ValueLayout.JAVA_INT, 12, ifindex);
      MemorySegment options = arena.allocate(OPTIONS_BYTES, Long.BYTES);
      options.set(ValueLayout.JAVA_LONG, 0, OPTIONS_BYTES);
      options.set(ValueLayout.JAVA_LONG, 8, in.address());
      options.set(ValueLayout.JAVA_LONG, 16, out.address());
      options.set(ValueLayout.JAVA_INT, 24, frame.length);
      options.set(ValueLayout.JAVA_INT, 28, frame.length + GROWTH);
      options.set(ValueLayout.JAVA_LONG, 32, context.address());
      options.set(ValueLayout.JAVA_INT, 48, CONTEXT_BYTES);
      options.set(ValueLayout.JAVA_INT, 60, repeat);
      int result = LibBpf.get().bpf_prog_test_run_opts(program.fd().number(), options.address());
      if (result < 0) {
        throw new NativeException(
            "bpf_prog_test_run_opts " + program.name(),
            result,
            Errno.ENODEV.is(result)
                ? "this thread's network namespace has no interface of that number"
                : Advice.on("bpf_prog_test_run_opts", result));
      }
      return new Result(
          options.get(ValueLayout.JAVA_INT, 56),
          Arrays.copyOf(out.toArray(ValueLayout.JAVA_BYTE), options.get(ValueLayout.JAVA_INT, 28)),
          Integer.toUnsignedLong(options.get(ValueLayout.JAVA_INT, 64)));
    }
  }
}
