package dev.waymark.libbpf.link;

import dev.waymark.libbpf.BpfCommand;
import dev.waymark.libbpf.Errno;
import dev.waymark.libbpf.NativeException;
import dev.waymark.libbpf.Syscalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** Who sits at an interface's TCX hook, ours and others'. */
public final class TcxHook {
  private static final int QUERY_BYTES = 64;
  private static final int MOST_PROGRAMS = 64;

  private TcxHook() {}

  /**
   * A program at a hook.
   *
   * @param linkId the link that holds it; 0 if none does
   */
  public record Attached(int programId, int linkId) {}

  /**
   * The programs at a hook, in the order in which packets meet them; none where there is no such
   * interface.
   *
   * @param ifindex of an interface in the calling thread's network namespace
   */
  public static List<Attached> attached(int ifindex, TcxDirection direction) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment programs = arena.allocate(ValueLayout.JAVA_INT, MOST_PROGRAMS);
      MemorySegment links = arena.allocate(ValueLayout.JAVA_INT, MOST_PROGRAMS);
      MemorySegment query = arena.allocate(QUERY_BYTES, Long.BYTES);
      query.set(ValueLayout.JAVA_INT, 0, ifindex);
      query.set(ValueLayout.JAVA_INT, 4, direction.attachType());
      query.set(ValueLayout.JAVA_LONG, 16, programs.address());
      query.set(ValueLayout.JAVA_INT, 24, MOST_PROGRAMS);
      query.set(ValueLayout.JAVA_LONG, 40, links.address());
      int result = Syscalls.bpf(BpfCommand.PROG_QUERY, query);
      if (Errno.ENOENT.is(result) || Errno.ENODEV.is(result)) {
        return List.of();
      }
      if (result < 0) {
        throw new NativeException(
            "bpf_prog_query tcx %s on interface %d".formatted(direction, ifindex), result);
      }
      List<Attached> attached = new ArrayList<>();
      for (int i = 0; i < query.get(ValueLayout.JAVA_INT, 24); i++) {
        attached.add(
            new Attached(
                programs.getAtIndex(ValueLayout.JAVA_INT, i),
                links.getAtIndex(ValueLayout.JAVA_INT, i)));
      }
      return attached;
    }
  }

  /** The ids of the programs at a hook, in the order in which packets meet them. */
  public static List<Integer> programs(int ifindex, TcxDirection direction) {
    return attached(ifindex, direction).stream().map(Attached::programId).toList();
  }
}
