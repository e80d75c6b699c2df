package dev.waymark.libbpf.feature;

import dev.waymark.libbpf.BpfCommand;
import dev.waymark.libbpf.BpfMap;
import dev.waymark.libbpf.Errno;
import dev.waymark.libbpf.GracePeriod;
import dev.waymark.libbpf.MapType;
import dev.waymark.libbpf.NativeException;
import dev.waymark.libbpf.Syscalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Something that kernels have or lack. Probing changes nothing. */
public enum KernelFeature {
  /** The right to call {@code bpf(2)} at all. */
  BPF_SYSCALL(true) {
    @Override
    public Answer probe() {
      return map(4, 0, "");
    }
  },
  /** Array maps that user space can map into memory (Linux 5.5). */
  MMAPABLE_ARRAYS(true) {
    @Override
    public Answer probe() {
      return map(4, BpfMap.MMAPABLE, "it came with Linux 5.5");
    }
  },
  /** One value of many megabytes, which the store is (about Linux 6.0). */
  LARGE_VALUES(true) {
    @Override
    public Answer probe() {
      return map(LARGE, BpfMap.MMAPABLE, "it came with about Linux 6.0");
    }
  },
  /** Program links at a device's TCX hook (Linux 6.6). */
  TCX(true) {
    @Override
    public Answer probe() {
      return tcx();
    }
  },
  /** {@code membarrier(MEMBARRIER_CMD_GLOBAL)}; without it a slower way serves. */
  MEMBARRIER(false) {
    @Override
    public Answer probe() {
      return GracePeriod.way() == GracePeriod.Way.MEMBARRIER
          ? Answer.yes()
          : Answer.no("refused by the kernel (nohz_full) or by a seccomp profile");
    }
  };

  private static final int LARGE = 16 << 20;
  private static final int TCX_INGRESS = 46;
  private static final int LOOPBACK = 1;
  private static final int QUERY_BYTES = 64;

  private final boolean needed;

  KernelFeature(boolean needed) {
    this.needed = needed;
  }

  /** Asks the kernel. */
  public abstract Answer probe();

  /** Whether nothing works without it. */
  public boolean needed() {
    return needed;
  }

  private static Answer map(int valueSize, int flags, String since) {
    try (BpfMap made = BpfMap.create(MapType.ARRAY, "wm_probe", 4, valueSize, 1, flags)) {
      return made.maxEntries() == 1 ? Answer.yes() : Answer.no("the kernel made another map");
    } catch (NativeException refused) {
      return refused.is(Errno.EINVAL) || refused.is(Errno.E2BIG)
          ? Answer.no(since)
          : Answer.cannotTell(refused.getMessage());
    }
  }

  // Asks which programs sit at the hook: a kernel without it refuses the question.
  private static Answer tcx() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attributes = arena.allocate(QUERY_BYTES, Long.BYTES);
      attributes.set(ValueLayout.JAVA_INT, 0, LOOPBACK);
      attributes.set(ValueLayout.JAVA_INT, 4, TCX_INGRESS);
      int result = Syscalls.bpf(BpfCommand.PROG_QUERY, attributes);
      // ENOENT: the hook is there, and nobody on it.
      if (result >= 0 || Errno.ENOENT.is(result)) {
        return Answer.yes();
      }
      return Errno.EINVAL.is(result)
          ? Answer.no("it came with Linux 6.6")
          : Answer.cannotTell(new NativeException("bpf_prog_query tcx", result).getMessage());
    }
  }
}
