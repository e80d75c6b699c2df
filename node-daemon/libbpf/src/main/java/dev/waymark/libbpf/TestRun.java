package dev.waymark.libbpf;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One order to run a program on a packet that was never on a wire ({@code BPF_PROG_TEST_RUN}). The
 * program works on the live maps, side effects included.
 *
 * @param packet from the Ethernet header on, at least 14 bytes
 * @param context what the program sees besides; null for a packet without marks on the loopback
 * @param repeat how often to run, at least 1; the answer is that of the last run
 * @param outputSize the longest packet that may come back; longer ones are refused (ENOSPC)
 */
// A record of arrays: callers own them and compare answers by content themselves.
@SuppressWarnings("ArrayRecordComponent")
public record TestRun(byte[] packet, @Nullable SkbContext context, int repeat, int outputSize) {

  private static final int OPTIONS_BYTES = 80;
  private static final int SHORTEST = 14;
  private static final int GROWTH = 256;

  public TestRun {
    if (packet.length < SHORTEST) {
      throw new IllegalArgumentException(
          "a packet needs its Ethernet header, 14 bytes, but has " + packet.length);
    }
    if (repeat < 1) {
      throw new IllegalArgumentException("repeat is at least 1, not " + repeat);
    }
  }

  /** Once, with room for the packet to grow by 256 bytes. */
  public static TestRun once(byte[] packet, @Nullable SkbContext context) {
    return new TestRun(packet, context, 1, packet.length + GROWTH);
  }

  /** For a program that works on maps alone: an empty Ethernet frame, {@code repeat} times. */
  public static TestRun withoutPacket(int repeat) {
    return new TestRun(new byte[SHORTEST], null, repeat, SHORTEST + GROWTH);
  }

  /**
   * What came of it.
   *
   * @param verdict what the program returned, for tc programs a {@code TC_ACT_*} or -1
   * @param packet the packet as the program left it
   * @param context as the program left it
   * @param nanosPerRun mean over all runs, as the kernel measured it
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Result(int verdict, byte[] packet, SkbContext context, long nanosPerRun) {}

  Result run(BpfProgram program) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment in = arena.allocateFrom(ValueLayout.JAVA_BYTE, packet);
      MemorySegment out = arena.allocate(Math.max(1, outputSize));
      MemorySegment contextIn = arena.allocate(SkbContext.BYTES, Long.BYTES);
      MemorySegment contextOut = arena.allocate(SkbContext.BYTES, Long.BYTES);
      if (context != null) {
        context.write(contextIn);
      }
      MemorySegment options = arena.allocate(OPTIONS_BYTES, Long.BYTES);
      options.set(ValueLayout.JAVA_LONG, 0, OPTIONS_BYTES);
      options.set(ValueLayout.JAVA_LONG, 8, in.address());
      options.set(ValueLayout.JAVA_LONG, 16, out.address());
      options.set(ValueLayout.JAVA_INT, 24, packet.length);
      options.set(ValueLayout.JAVA_INT, 28, outputSize);
      options.set(ValueLayout.JAVA_LONG, 32, contextIn.address());
      options.set(ValueLayout.JAVA_LONG, 40, contextOut.address());
      options.set(ValueLayout.JAVA_INT, 48, SkbContext.BYTES);
      options.set(ValueLayout.JAVA_INT, 52, SkbContext.BYTES);
      options.set(ValueLayout.JAVA_INT, 60, repeat);
      int result = LibBpf.get().bpf_prog_test_run_opts(program.fd().number(), options.address());
      if (result < 0) {
        throw new NativeException(
            "bpf_prog_test_run_opts " + program.name(), result, advice(result));
      }
      byte[] packetOut = out.toArray(ValueLayout.JAVA_BYTE);
      return new Result(
          options.get(ValueLayout.JAVA_INT, 56),
          Arrays.copyOf(packetOut, options.get(ValueLayout.JAVA_INT, 28)),
          SkbContext.read(contextOut),
          Integer.toUnsignedLong(options.get(ValueLayout.JAVA_INT, 64)));
    }
  }

  private static String advice(int result) {
    if (Errno.ENOSPC.is(result)) {
      return "the packet came back longer than outputSize";
    }
    if (Errno.ENODEV.is(result)) {
      return "this thread's network namespace has no interface of that number";
    }
    return Advice.on("bpf_prog_test_run_opts", result);
  }
}
