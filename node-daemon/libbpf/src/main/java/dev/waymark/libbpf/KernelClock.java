package dev.waymark.libbpf;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** What the kernel says of the system's clock (adjtimex(2)). */
public final class KernelClock {
  // struct timex, 64-bit: modes u32, offset, freq, maxerror, esterror (8 bytes each), status i32 …
  private static final int TIMEX_BYTES = 208;
  private static final int STATUS = 40;
  private static final int TIME_ERROR = 5;
  private static final int STA_UNSYNC = 0x40;

  private KernelClock() {}

  /**
   * Whether somebody (chrony, ntpd, timesyncd …) keeps the clock and says that it is right. Asks
   * and changes nothing.
   *
   * @throws NativeException if the kernel does not tell
   */
  public static boolean isSynchronised() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment timex = arena.allocate(TIMEX_BYTES, Long.BYTES);
      int state = Syscalls.checked("adjtimex", LibC.get().adjtimex(timex.address()));
      return state != TIME_ERROR && (timex.get(ValueLayout.JAVA_INT, STATUS) & STA_UNSYNC) == 0;
    }
  }
}
