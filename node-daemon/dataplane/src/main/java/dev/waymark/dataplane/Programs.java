package dev.waymark.dataplane;

import dev.waymark.bpf.BpfObject;
import dev.waymark.dataplane.commit.RollbackTimer;
import dev.waymark.libbpf.BpfMap;
import dev.waymark.libbpf.BpfObjectFile;
import dev.waymark.libbpf.BpfProgram;
import dev.waymark.libbpf.MappedRegion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The programs, loaded and bound to one store and to the maps they count in. */
final class Programs implements AutoCloseable {
  private final List<AutoCloseable> owned = new ArrayList<>();
  final BpfMap store;
  final BpfMap reasons;
  final BpfMap counters;
  final BpfMap trace;
  final BpfMap rollback;
  final BpfProgram ingress;
  final BpfProgram explain;
  final BpfProgram lookup;
  final MappedRegion memory;
  final MappedRegion queries;
  final RollbackTimer timer;

  /**
   * Loads the programs.
   *
   * @param storeBytes size of the store
   * @param store to bind to; null: a new one
   * @param reasons to go on counting in; null: a new one
   * @param counters likewise
   * @param rollback the timer's map, likewise
   */
  static Programs load(
      int storeBytes,
      @Nullable BpfMap store,
      @Nullable BpfMap reasons,
      @Nullable BpfMap counters,
      @Nullable BpfMap rollback) {
    try (BpfObjectFile object =
            BpfObjectFile.open(BpfObject.TCX.bytes(), BpfObject.TCX.resourceName());
        BpfObjectFile timer =
            BpfObjectFile.open(
                BpfObject.ROLLBACK_TIMER.bytes(), BpfObject.ROLLBACK_TIMER.resourceName())) {
      object.valueSize(BpfObject.Maps.STORE, storeBytes);
      object.rodata(BpfObject.Variables.STORE_SIZE, storeBytes);
      reuse(object, BpfObject.Maps.STORE, store);
      reuse(object, BpfObject.Maps.REASONS, reasons);
      reuse(object, BpfObject.Maps.COUNTERS, counters);
      object.load();
      try (BpfMap bound = object.map(BpfObject.Maps.STORE)) {
        timer.reuse(BpfObject.Maps.STORE, bound);
        reuse(timer, BpfObject.Rollback.STATE, rollback);
        timer.load();
      }
      return new Programs(object, timer);
    }
  }

  private static void reuse(BpfObjectFile object, String name, @Nullable BpfMap map) {
    if (map != null) {
      object.reuse(name, map);
    }
  }

  private Programs(BpfObjectFile object, BpfObjectFile timerObject) {
    store = own(object.map(BpfObject.Maps.STORE));
    reasons = own(object.map(BpfObject.Maps.REASONS));
    counters = own(object.map(BpfObject.Maps.COUNTERS));
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

  /** The map that is pinned by a name of {@link Pins#MAPS}. */
  BpfMap pinned(String name) {
    return switch (name) {
      case Pins.STORE -> store;
      case Pins.REASONS -> reasons;
      case Pins.COUNTERS -> counters;
      case Pins.ROLLBACK -> rollback;
      default -> throw new IllegalArgumentException("no map is pinned as " + name);
    };
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
