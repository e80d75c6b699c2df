package dev.waymark.libbpf.link;

import dev.waymark.libbpf.BpfCommand;
import dev.waymark.libbpf.Errno;
import dev.waymark.libbpf.NativeException;
import dev.waymark.libbpf.Syscalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;

/** Who sits at an interface's TCX hook, ours and others'. */
public final class TcxHook {
  private static final int QUERY_BYTES = 64;
  private static final int MOST_PROGRAMS = 64;

  private TcxHook() {}

  /**
   * The ids of the programs at a hook, in the order in which packets meet them.
   *
   * @param ifindex of an interface in the calling thread's network namespace
   */
  public static List<Integer> programs(int ifindex, TcxDirection direction) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment ids = arena.allocate(ValueLayout.JAVA_INT, MOST_PROGRAMS);
      MemorySegment query = arena.allocate(QUERY_BYTES, Long.BYTES);
      query.set(ValueLayout.JAVA_INT, 0, ifindex);
      query.set(ValueLayout.JAVA_INT, 4, direction.attachType());
      query.set(ValueLayout.JAVA_LONG, 16, ids.address());
      query.set(ValueLayout.JAVA_INT, 24, MOST_PROGRAMS);
      int result = Syscalls.bpf(BpfCommand.PROG_QUERY, query);
      if (Errno.ENOENT.is(result)) {
        return List.of();
      }
      if (result < 0) {
        throw new NativeException(
            "bpf_prog_query tcx %s on interface %d".formatted(direction, ifindex), result);
      }
      int count = query.get(ValueLayout.JAVA_INT, 24);
      int[] all = ids.asSlice(0, 4L * count).toArray(ValueLayout.JAVA_INT);
      return Arrays.stream(all).boxed().toList();
    }
  }
}
