package dev.waymark.dataplane.commit;

import dev.waymark.dataplane.lpm.Rib;
import dev.waymark.dataplane.nexthop.Records;
import java.util.Arrays;

/** Sums up how often routes gained or lost a prefix, before telling the records once. */
final class UseCounts {
  private final Records records;
  private int[] times = new int[64];

  UseCounts(Records records) {
    this.records = records;
  }

  void add(int handle, int count) {
    if (handle < 0) {
      throw new IllegalArgumentException("no route has the handle " + handle);
    }
    if (handle >= times.length) {
      times = Arrays.copyOf(times, Math.max(handle + 1, times.length * 2));
    }
    times[handle] += count;
  }

  void addAll(Rib rib, int count) {
    for (long at = rib.begin(); at != rib.end(); at = rib.next(at)) {
      add(rib.leaf(at), count);
    }
  }

  /** Throws if a handle that was added stands for no route. */
  void requireRoutes() {
    for (int handle = 0; handle < times.length; handle++) {
      if (times[handle] > 0) {
        records.requireRoute(handle);
      }
    }
  }

  void apply() {
    for (int handle = 1; handle < times.length; handle++) {
      records.use(handle, times[handle]);
    }
  }
}
