package dev.waymark.libbpf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waiting until every program run that is under way now has ended. What such a run may still read
 * can be reused afterwards.
 */
public final class GracePeriod {
  /** How a grace period is waited for. */
  public enum Way {
    /** {@code membarrier(MEMBARRIER_CMD_GLOBAL)}, which is {@code synchronize_rcu}. */
    MEMBARRIER,
    /** An update of a map-in-map slot, which waits for the same thing. */
    MAP_IN_MAP
  }

  private static final Logger LOG = LoggerFactory.getLogger(GracePeriod.class);
  private static final int MEMBARRIER_CMD_GLOBAL = 1;

  private GracePeriod() {}

  /** Returns after a grace period; takes some milliseconds to some tens of them. */
  public static void await() {
    await(Chosen.WAY);
  }

  /** The way that {@link #await()} takes on this kernel. */
  public static Way way() {
    return Chosen.WAY;
  }

  static void await(Way way) {
    switch (way) {
      case MEMBARRIER -> {
        int result = Syscalls.membarrier(MEMBARRIER_CMD_GLOBAL);
        if (result != 0) {
          throw new NativeException("membarrier MEMBARRIER_CMD_GLOBAL", result);
        }
      }
      case MAP_IN_MAP -> updateSlot();
    }
  }

  // The kernel calls synchronize_rcu after every update of an outer map from user space.
  private static void updateSlot() {
    try (BpfMap inner = BpfMap.create(MapType.ARRAY, "wm_grace_in", 4, 4, 1, 0);
        BpfMap outer = BpfMap.createOuter(MapType.ARRAY_OF_MAPS, "wm_grace_out", 1, inner)) {
      ByteBuffer slot = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder());
      ByteBuffer value = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder());
      outer.update(slot, value.putInt(0, inner.fd().number()));
    }
  }

  private static final class Chosen {
    private static final Way WAY = choose();

    private static Way choose() {
      int result = Syscalls.membarrier(MEMBARRIER_CMD_GLOBAL);
      if (result == 0) {
        return Way.MEMBARRIER;
      }
      // EINVAL on kernels with nohz_full; EPERM or ENOSYS under a strict seccomp profile.
      LOG.info("grace_period=map-in-map membarrier={}", Errno.name(result));
      return Way.MAP_IN_MAP;
    }
  }
}
