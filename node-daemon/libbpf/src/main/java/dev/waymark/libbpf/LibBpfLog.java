package dev.waymark.libbpf;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import jnr.ffi.Pointer;
import jnr.ffi.annotations.Delegate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where libbpf's own prints go: to the log at debug, because what matters in them comes back as an
 * exception; and to whoever on this thread collects them to explain a failure.
 */
public final class LibBpfLog {
  /** The callback of {@code libbpf_set_print}; {@code arguments} is a C {@code va_list}. */
  public interface Print {
    @Delegate
    int print(int level, Pointer format, Pointer arguments);
  }

  private static final Logger LOG = LoggerFactory.getLogger("dev.waymark.libbpf.print");
  private static final int LONGEST = 4096;
  private static final ThreadLocal<List<String>> COLLECTED = new ThreadLocal<>();

  // The native side holds only an address: this keeps the callback from being collected.
  private static final Print PRINT = LibBpfLog::print;

  private LibBpfLog() {}

  static void install(LibBpf library) {
    library.libbpf_set_print(PRINT);
  }

  /** Runs {@code call} and adds what libbpf prints on this thread meanwhile to {@code lines}. */
  static int collecting(List<String> lines, java.util.function.IntSupplier call) {
    COLLECTED.set(lines);
    try {
      return call.getAsInt();
    } finally {
      COLLECTED.remove();
    }
  }

  private static int print(int level, Pointer format, Pointer arguments) {
    List<String> collected = COLLECTED.get();
    if (collected == null && !LOG.isDebugEnabled()) {
      return 0;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocate(LONGEST);
      LibC.get().vsnprintf(text.address(), LONGEST, format, arguments);
      String line = text.getString(0).stripTrailing();
      LOG.debug("libbpf: {}", line);
      if (collected != null) {
        collected.add(line);
      }
    }
    return 0;
  }

  static List<String> newLines() {
    return new ArrayList<>();
  }
}
