package dev.waymark.dataplane;

import dev.waymark.bpf.BpfObject;
import dev.waymark.dataplane.commit.RollbackTimer;
import dev.waymark.libbpf.BpfMap;
import dev.waymark.libbpf.BpfObjectFile;
import dev.waymark.libbpf.BpfProgram;
import dev.waymark.libbpf.MappedRegion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The programs, loaded and bound to one store and to the maps they count in. */
final class Programs implements AutoCloseable {
  private final List<AutoCloseable> owned = new ArrayList<>();
  final BpfMap store;
  final Map<KeptMap, BpfMap> kept = new EnumMap<>(KeptMap.class);
  final BpfMap trace;
  final BpfMap rollback;
  final BpfProgram ingress;
  final BpfProgram explain;
  final BpfProgram lookup;
  final MappedRegion memory;
  final MappedRegion queries;
  final RollbackTimer timer;
  private @Nullable EarlyPrograms early;

  /**
   * Loads the programs.
   *
   * @param storeBytes size of the store
   * @param store to bind to; null: a new one
   * @param kept maps to go on with; one that is not among them is new
   * @param rollback the timer's map to go on with; null: a new one
   */
  static Programs load(
      int storeBytes,
      @Nullable BpfMap store,
      Map<KeptMap, BpfMap> kept,
      @Nullable BpfMap rollback) {
    try (BpfObjectFile object =
            BpfObjectFile.open(BpfObject.TCX.bytes(), BpfObject.TCX.resourceName());
        BpfObjectFile timer =
            BpfObjectFile.open(
                BpfObject.ROLLBACK_TIMER.bytes(), BpfObject.ROLLBACK_TIMER.resourceName())) {
      object.valueSize(BpfObject.Maps.STORE, storeBytes);
      object.rodata(BpfObject.Variables.STORE_SIZE, storeBytes);
      if (store != null) {
        object.reuse(BpfObject.Maps.STORE, store);
      }
      object.rodata(BpfObject.Variables.CONNTRACK, ConnectionTable.canBeAsked() ? 1 : 0);
      kept.forEach((which, map) -> object.reuse(which.mapName(), map));
      object.load();
      try (BpfMap bound = object.map(BpfObject.Maps.STORE)) {
        timer.reuse(BpfObject.Maps.STORE, bound);
        if (rollback != null) {
          timer.reuse(BpfObject.Rollback.STATE, rollback);
        }
        timer.load();
      }
      return new Programs(object, timer);
    }
  }

  private Programs(BpfObjectFile object, BpfObjectFile timerObject) {
    store = own(object.map(BpfObject.Maps.STORE));
    for (KeptMap which : KeptMap.values()) {
      kept.put(which, own(object.map(which.mapName())));
    }
    trace = own(object.map(BpfObject.Maps.TRACE));
    ingress = own(object.program(BpfObject.Programs.INGRESS));
    explain = own(object.program(BpfObject.Programs.EXPLAIN));
    lookup = own(object.program(BpfObject.Programs.LOOKUP));
    memory = own(store.map());
    BpfMap asked = own(object.map(BpfObject.Maps.QUERIES));
    queries = own(asked.map());
    rollback = own(timerObject.map(BpfObject.Rollback.STATE));
    timer =
        new RollbackTimer(
            rollback,
            own(timerObject.program(BpfObject.Rollback.ARM)),
            own(timerObject.program(BpfObject.Rollback.DISARM)));
  }

  /** Every map that is pinned, by the name of its pin. */
  Map<String, BpfMap> pinned() {
    Map<String, BpfMap> all = new TreeMap<>();
    all.put(Pins.STORE, store);
    all.put(Pins.ROLLBACK, rollback);
    kept.forEach((which, map) -> all.put(which.pin(), map));
    return all;
  }

  /** One of the maps that outlive the programs. */
  BpfMap kept(KeptMap which) {
    return Objects.requireNonNull(kept.get(which), "there is one of each");
  }

  /** Those for XDP, loaded when they are asked for first. */
  EarlyPrograms early() {
    EarlyPrograms loaded = early;
    if (loaded == null) {
      loaded = own(EarlyPrograms.load(store, kept));
      early = loaded;
    }
    return loaded;
  }

  private <T extends AutoCloseable> T own(T resource) {
    owned.add(resource);
    return resource;
  }

  @Override
  public void close() {
    for (AutoCloseable resource : owned.reversed()) {
      try {
        resource.close();
      } catch (Exception e) {
        throw new IllegalStateException("cannot close " + resource, e);
      }
    }
  }
}
