package dev.waymark.libbpf;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The clock that programs read by {@code bpf_ktime_get_ns}: CLOCK_MONOTONIC. */
public final class MonotonicClock {
  private static final int CLOCK_MONOTONIC = 1;
  private static final int TIMESPEC_BYTES = 16;
  private static final long NANOS = 1_000_000_000L;

  private MonotonicClock() {}

  /** Nanoseconds since some moment before the machine's start; suspended time is not in. */
  public static long nanos() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment time = arena.allocate(TIMESPEC_BYTES, Long.BYTES);
      Syscalls.checked("clock_gettime", LibC.get().clock_gettime(CLOCK_MONOTONIC, time.address()));
      return time.get(ValueLayout.JAVA_LONG, 0) * NANOS
          + time.get(ValueLayout.JAVA_LONG, Long.BYTES);
    }
  }
}
