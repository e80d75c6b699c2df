package dev.waymark.dataplane;

import dev.waymark.bpf.BpfObject;
import dev.waymark.libbpf.BpfMap;
import dev.waymark.libbpf.BpfObjectFile;
import dev.waymark.libbpf.BpfProgram;
import java.util.Map;

/**
 * The programs for XDP, bound to the store and the maps of those for TCX: they read the same
 * generation and count in the same counters.
 *
 * @param drop what links run
 * @param explain its twin
 */
record EarlyPrograms(BpfProgram drop, BpfProgram explain) implements AutoCloseable {

  static EarlyPrograms load(BpfMap store, Map<KeptMap, BpfMap> kept) {
    try (BpfObjectFile object =
        BpfObjectFile.open(BpfObject.XDP.bytes(), BpfObject.XDP.resourceName())) {
      object.valueSize(BpfObject.Maps.STORE, store.valueSize());
      object.rodata(BpfObject.Variables.STORE_SIZE, store.valueSize());
      object.reuse(BpfObject.Maps.STORE, store);
      kept.forEach((which, map) -> object.reuse(which.mapName(), map));
      object.load();
      return new EarlyPrograms(
          object.program(BpfObject.Early.DROP), object.program(BpfObject.Early.EXPLAIN));
    }
  }

  @Override
  public void close() {
    drop.close();
    explain.close();
  }
}
