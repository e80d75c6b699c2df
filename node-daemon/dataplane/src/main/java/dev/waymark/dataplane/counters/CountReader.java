package dev.waymark.dataplane.counters;

import dev.waymark.dataplane.layout.CountLayout;
import dev.waymark.dataplane.layout.Reason;
import dev.waymark.libbpf.BpfMap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.Map;

/** Adds up what the CPUs counted. Nothing but reads; safe for several threads. */
public final class CountReader {

  private CountReader() {}

  /** Packets by what became of them; reasons that no packet had are left out. */
  public static Map<Reason, Count> reasons(BpfMap reasons) {
    Map<Reason, Count> counts = new EnumMap<>(Reason.class);
    for (Reason reason : Reason.values()) {
      Count count = read(reasons, reason.code());
      if (count.packets() != 0) {
        counts.put(reason, count);
      }
    }
    return counts;
  }

  /**
   * One counter of either map.
   *
   * @throws IllegalArgumentException if the map has no such index
   */
  public static Count read(BpfMap map, int index) {
    ByteBuffer key = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
    ByteBuffer values = map.lookup(key.putInt(0, index));
    if (values == null) {
      throw new IllegalArgumentException(map + " has no index " + index);
    }
    long packets = 0;
    long bytes = 0;
    for (int at = 0; at + CountLayout.BYTES <= values.limit(); at += CountLayout.BYTES) {
      packets += values.getLong(at + CountLayout.PACKETS);
      bytes += values.getLong(at + CountLayout.OCTETS);
    }
    return new Count(packets, bytes);
  }
}
