package dev.waymark.dataplane.packet;

import dev.waymark.dataplane.Dataplane;
import dev.waymark.dataplane.DataplaneSettings;
import dev.waymark.dataplane.Growth;
import dev.waymark.dataplane.KeptMap;
import dev.waymark.dataplane.Publication;
import dev.waymark.dataplane.commit.Commit;
import dev.waymark.dataplane.explain.Explanation;
import dev.waymark.dataplane.layout.CountLayout;
import dev.waymark.dataplane.readback.ReadBack;
import dev.waymark.dataplane.reference.Bytes;
import dev.waymark.dataplane.reference.Config;
import dev.waymark.dataplane.reference.Reason;
import dev.waymark.dataplane.reference.ReferencePath.Arrival;
import dev.waymark.libbpf.BpfMap;
import dev.waymark.libbpf.FrameRun;
import dev.waymark.libbpf.MappedRegion;
import dev.waymark.libbpf.SkbContext;
import dev.waymark.libbpf.TestRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The product's data plane, asked about packets that were never on a wire. */
public final class Machine implements AutoCloseable {
  private final Wire wire;
  private final Path pins;
  private final Dataplane dataplane;
  private final BpfMap reasons;
  private final BpfMap counters;

  private Machine(Wire wire, Path pins, DataplaneSettings settings) {
    this.wire = wire;
    this.pins = pins;
    dataplane = Dataplane.open(settings);
    reasons = BpfMap.openPinned(pins.resolve("reasons"));
    counters = BpfMap.openPinned(pins.resolve("counters"));
  }

  /** A new store, small enough to have to grow; packets come in by the interfaces of the wire. */
  public static Machine open(Wire wire) {
    return open(wire, 1 << 20);
  }

  /** A new store of this size at first. */
  public static Machine open(Wire wire, int bytes) {
    Path pins = Path.of("/sys/fs/bpf", wire.name());
    try {
      return new Machine(wire, pins, new DataplaneSettings(pins, bytes, 1 << 26));
    } catch (RuntimeException failed) {
      remove(pins);
      throw failed;
    }
  }

  /** Publishes on probation and reads back; the number of the generation. */
  public long propose(Config config) {
    Commit commit = dataplane.begin();
    ConfigWriter.write(config, commit);
    while (true) {
      switch (dataplane.publish(commit, new byte[32])) {
        case Publication.Published published -> {
          ReadBack.Result readBack = dataplane.readBack(commit);
          if (!readBack.agrees()) {
            throw new AssertionError("the program does not say what was published: " + readBack);
          }
          return published.generation().number();
        }
        case Publication.StoreTooSmall small -> {
          if (!(dataplane.grow(small.neededBytes()) instanceof Growth.Larger larger)) {
            throw new AssertionError(small + " is more than a store can have");
          }
          larger.replacement().commit();
        }
      }
    }
  }

  /** Publishes and confirms; the number of the generation. */
  public long publish(Config config) {
    long generation = propose(config);
    dataplane.confirm();
    return generation;
  }

  /** The data plane itself, for what only few tests need. */
  public Dataplane dataplane() {
    return dataplane;
  }

  /** Where its maps are pinned. */
  Path pins() {
    return pins;
  }

  /** The store's own memory, for tests that damage it. */
  MappedRegion store() {
    try (BpfMap store = BpfMap.openPinned(pins.resolve("store"))) {
      return store.map();
    }
  }

  /** Runs the live program. */
  public Ran live(Arrival arrival) {
    TestRun order = order(arrival);
    Ran ran = ran(wire.call(() -> dataplane.program().testRun(order)));
    return new Ran(ran.returned(), ran.mark(), ran.packet(), wire.copies());
  }

  /** Runs the live program many times on the same packet, which goes on as it was left. */
  public void repeat(Arrival arrival, int times) {
    byte[] frame = arrival.frame().toArray();
    SkbContext context = SkbContext.onInterface(arrival.ifindex()).withMark(arrival.mark());
    TestRun order = new TestRun(frame, context, times, frame.length + 256);
    wire.call(() -> dataplane.program().testRun(order));
  }

  /** Runs the live program of XDP. */
  public FrameRun.Result early(Arrival arrival) {
    FrameRun order = FrameRun.once(arrival.frame().toArray(), arrival.ifindex());
    return wire.call(() -> order.on(dataplane.early()));
  }

  /** Takes what is remembered of fragments, as if none had been seen. */
  public void forgetFragments() {
    try (BpfMap fragments = BpfMap.openPinned(pins.resolve(KeptMap.FRAGMENTS.pin()))) {
      List<ByteBuffer> keys = new ArrayList<>();
      fragments.forEach((key, value) -> {
        byte[] bytes = new byte[key.remaining()];
        key.duplicate().get(bytes);
        keys.add(ByteBuffer.wrap(bytes));
      });
      keys.forEach(fragments::delete);
    }
  }

  /** Runs its twin, which rewrites the packet alike and sends nothing. */
  public Explanation explain(Arrival arrival) {
    TestRun order = order(arrival);
    return wire.call(() -> dataplane.explain(order));
  }

  /** A result in the tests' words. */
  public static Ran ran(TestRun.Result result) {
    return new Ran(result.verdict(), result.context().mark(), Bytes.of(result.packet()));
  }

  private static TestRun order(Arrival arrival) {
    byte[] frame = arrival.frame().toArray();
    SkbContext context = SkbContext.onInterface(arrival.ifindex()).withMark(arrival.mark());
    int size = arrival.gsoSize();
    return TestRun.once(
        frame, size == 0 ? context : context.withGso(2 + frame.length / size, size));
  }

  /** Packets that this became of, so far. */
  public long packets(Reason reason) {
    return dataplane.counters().reasons().entrySet().stream()
        .filter(each -> each.getKey().code() == reason.number)
        .mapToLong(each -> each.getValue().packets())
        .sum();
  }

  /** Packets that one of the configuration's counters counted. */
  public long packets(int counter) {
    return dataplane.counters().counter(counter).packets();
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
    reasons.close();
    counters.close();
    dataplane.close();
    remove(pins);
  }

  private static void remove(Path pins) {
    if (!Files.exists(pins)) {
      return;
    }
    try (Stream<Path> left = Files.walk(pins)) {
      for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clean up " + pins, e);
    }
  }
}
