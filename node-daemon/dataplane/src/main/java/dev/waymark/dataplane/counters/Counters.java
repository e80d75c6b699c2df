package dev.waymark.dataplane.counters;

import dev.waymark.dataplane.layout.Reason;
import dev.waymark.libbpf.BpfMap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/** Reads the per-CPU maps that the programs count in. */
public final class Counters {
  private volatile BpfMap reasons;
  private volatile BpfMap counters;
  private final CounterIds ids = new CounterIds(this::reset);

  public Counters(BpfMap reasons, BpfMap counters) {
    this.reasons = reasons;
    this.counters = counters;
  }

  /** Reads on through other descriptors of the same maps. */
  public void rebind(BpfMap newReasons, BpfMap newCounters) {
    reasons = newReasons;
    counters = newCounters;
  }

  /** Which index counts what. */
  public CounterIds ids() {
    return ids;
  }

  /** Packets by what became of them; reasons that no packet had are left out. */
  public Map<Reason, Count> reasons() {
    return CountReader.reasons(reasons);
  }

  /** One counter. */
  public Count counter(int id) {
    return CountReader.read(counters, id);
  }

  /** Every counter that has a name. */
  public Map<String, Count> named() {
    Map<String, Count> counts = new HashMap<>();
    ids.snapshot().forEach((name, id) -> counts.put(name, counter(id)));
    return counts;
  }

  private void reset(int id) {
    counters.update(key(id), ByteBuffer.allocate(counters.lookupSize()));
  }

  private static ByteBuffer key(int index) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder()).putInt(0, index);
  }
}
