package dev.waymark.daemon.report;

import dev.waymark.daemon.report.NodeReport.PacketCount;
import dev.waymark.dataplane.layout.CountLayout;
import dev.waymark.dataplane.layout.Reason;
import dev.waymark.libbpf.BpfMap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the programs counted, read off the pinned map: needs no daemon. */
public final class PinnedCounters {

  private PinnedCounters() {}

  /** Packets by what became of them, in the order of the reasons; those never seen are left out. */
  public static Map<String, PacketCount> reasons(Path pin) {
    Map<String, PacketCount> counts = new LinkedHashMap<>();
    Path path = pin.resolve("reasons");
    if (!Files.exists(path)) {
      return counts;
    }
    try (BpfMap map = BpfMap.openPinned(path)) {
      for (Reason reason : Reason.values()) {
        PacketCount count = read(map, reason.code());
        if (count.packets() != 0) {
          counts.put(reason.name(), count);
        }
      }
    }
    return counts;
  }

  private static PacketCount read(BpfMap map, int index) {
    ByteBuffer key = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
    ByteBuffer values = map.lookup(key.putInt(0, index));
    long packets = 0;
    long bytes = 0;
    for (int at = 0; values != null && at + CountLayout.BYTES <= values.limit(); ) {
      packets += values.getLong(at + CountLayout.PACKETS);
      bytes += values.getLong(at + CountLayout.OCTETS);
      at += CountLayout.BYTES;
    }
    return new PacketCount(packets, bytes);
  }
}
