package dev.waymark.dataplane.packet;

import dev.waymark.bpf.BpfObject;
import dev.waymark.dataplane.commit.Build;
import dev.waymark.dataplane.commit.Commit;
import dev.waymark.dataplane.commit.Generations;
import dev.waymark.dataplane.layout.CountLayout;
import dev.waymark.dataplane.layout.TraceLayout;
import dev.waymark.dataplane.memory.GraceClock;
import dev.waymark.dataplane.packet.Ran.Trace;
import dev.waymark.dataplane.reference.Bytes;
import dev.waymark.dataplane.reference.Config;
import dev.waymark.dataplane.reference.ReferencePath.Arrival;
import dev.waymark.dataplane.store.StoreBooks;
import dev.waymark.libbpf.BpfMap;
import dev.waymark.libbpf.BpfObjectFile;
import dev.waymark.libbpf.BpfProgram;
import dev.waymark.libbpf.GracePeriod;
import dev.waymark.libbpf.MappedRegion;
import dev.waymark.libbpf.SkbContext;
import dev.waymark.libbpf.TestRun;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The programs on a store of their own, run on packets that were never on a wire. */
public final class Machine implements AutoCloseable {
  public static final int STORE_BYTES = 1 << 24;

  private final Wire wire;
  private final BpfProgram live;
  private final BpfProgram twin;
  private final BpfMap trace;
  private final BpfMap reasons;
  private final BpfMap counters;
  private final MappedRegion region;
  private final GraceClock grace;
  private final Generations generations;

  private Machine(Wire wire, BpfObjectFile object) {
    this.wire = wire;
    live = object.program(BpfObject.Programs.INGRESS);
    twin = object.program(BpfObject.Programs.EXPLAIN);
    trace = object.map(BpfObject.Maps.TRACE);
    reasons = object.map(BpfObject.Maps.REASONS);
    counters = object.map(BpfObject.Maps.COUNTERS);
    try (BpfMap store = object.map(BpfObject.Maps.STORE)) {
      region = store.map();
    }
    RegionMemory memory = new RegionMemory(region);
    grace = new GraceClock(GracePeriod::await);
    generations = new Generations(memory, StoreBooks.create(memory), grace);
  }

  /** Loads the programs; packets come in by the interfaces of {@code wire}. */
  public static Machine open(Wire wire) {
    byte[] elf = BpfObject.TCX.bytes();
    try (BpfObjectFile object = BpfObjectFile.open(elf, BpfObject.TCX.resourceName())) {
      object.valueSize(BpfObject.Maps.STORE, STORE_BYTES);
      object.rodata(BpfObject.Variables.STORE_SIZE, STORE_BYTES);
      object.load();
      return new Machine(wire, object);
    }
  }

  /** Commits, publishes and confirms; the number of the generation. */
  public long publish(Config config) {
    Commit commit = generations.begin();
    ConfigWriter.write(config, commit);
    Build build = generations.build(commit, new byte[32]);
    if (!(build instanceof Build.Done done)) {
      throw new AssertionError("it does not fit: " + build);
    }
    generations.publish(commit);
    generations.confirm();
    return done.number();
  }

  /** The store itself, for tests that damage it. */
  MappedRegion store() {
    return region;
  }

  public Ran live(Arrival arrival) {
    return run(live, arrival);
  }

  /** Runs the twin, which leaves what it saw in {@link #trace}. */
  public Ran twin(Arrival arrival) {
    return run(twin, arrival);
  }

  private Ran run(BpfProgram program, Arrival arrival) {
    SkbContext context = SkbContext.onInterface(arrival.ifindex()).withMark(arrival.mark());
    TestRun order = TestRun.once(arrival.frame().toArray(), context);
    TestRun.Result result = wire.call(() -> program.testRun(order));
    return new Ran(result.verdict(), result.context().mark(), Bytes.of(result.packet()));
  }

  /** What the last run of the twin wrote. */
  public Trace trace() {
    ByteBuffer value = Objects.requireNonNull(trace.lookup(key(0)));
    return new Trace(
        value.getLong(TraceLayout.GENERATION),
        value.getInt(TraceLayout.VERDICT),
        value.getInt(TraceLayout.REASON),
        value.getInt(TraceLayout.RULE),
        value.getInt(TraceLayout.TABLE),
        value.getInt(TraceLayout.ROUTE),
        value.getInt(TraceLayout.GROUP),
        value.getInt(TraceLayout.BUCKET),
        value.getInt(TraceLayout.NEXT_HOP),
        value.getInt(TraceLayout.IFINDEX),
        value.getInt(TraceLayout.MARK),
        value.getInt(TraceLayout.TRIES),
        value.getInt(TraceLayout.HASH));
  }

  /** All counters as they stand. */
  public Totals totals() {
    return new Totals(read(reasons), read(counters));
  }

  /** Packets and bytes of a map's counters, those that ever moved, by index. */
  private static Map<Integer, Count> read(BpfMap map) {
    Map<Integer, Count> counts = new TreeMap<>();
    int stride = map.perCpuStride();
    map.forEach((key, value) -> {
      long packets = 0;
      long bytes = 0;
      for (int at = 0; at + CountLayout.BYTES <= value.remaining(); at += stride) {
        packets += value.getLong(value.position() + at + CountLayout.PACKETS);
        bytes += value.getLong(value.position() + at + CountLayout.OCTETS);
      }
      if (packets != 0) {
        counts.put(key.getInt(key.position()), new Count(packets, bytes));
      }
    });
    return counts;
  }

  private static ByteBuffer key(int index) {
    return ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(0, index);
  }

  record Count(long packets, long bytes) {}

  /** Counters at one moment. */
  public record Totals(Map<Integer, Count> reasons, Map<Integer, Count> counters) {

    /** Packets by reason since then. */
    public Map<Integer, Long> reasonsSince(Totals before) {
      return since(reasons, before.reasons);
    }

    /** Packets by counter index since then. */
    public Map<Integer, Long> countersSince(Totals before) {
      return since(counters, before.counters);
    }

    /** Bytes of all packets since then. */
    public long bytesSince(Totals before) {
      return bytes() - before.bytes();
    }

    private long bytes() {
      return reasons.values().stream().mapToLong(Count::bytes).sum();
    }

    private static Map<Integer, Long> since(Map<Integer, Count> now, Map<Integer, Count> then) {
      Map<Integer, Long> moved = new TreeMap<>();
      now.forEach((index, count) -> {
        long packets = count.packets() - then.getOrDefault(index, new Count(0, 0)).packets();
        if (packets != 0) {
          moved.put(index, packets);
        }
      });
      return moved;
    }
  }

  @Override
  public void close() {
    grace.close();
    region.close();
    for (AutoCloseable each : new AutoCloseable[] {live, twin, trace, reasons, counters}) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException("cannot close " + each, e);
      }
    }
  }
}
