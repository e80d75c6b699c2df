package dev.waymark.e2e.bench;

import dev.waymark.bpf.BpfObject;
import dev.waymark.bpf.BpfObject.Bench;
import dev.waymark.e2e.bench.tables.Trace;
import dev.waymark.libbpf.BpfMap;
import dev.waymark.libbpf.BpfObjectFile;
import dev.waymark.libbpf.MappedRegion;
import dev.waymark.libbpf.TestRun;

/**
 * The lookup loops of {@code bench.bpf.c}, bound to the store under measurement. Not safe for
 * several threads.
 */
final class LookupLoops implements AutoCloseable {

  /** What looks an address up. */
  enum Structure {
    EMPTY(Bench.EMPTY, Bench.EMPTY),
    WAYMARK(Bench.STORE_V4, Bench.STORE_V6),
    LPM_TRIE(Bench.LPM_TRIE_V4, Bench.LPM_TRIE_V6),
    KERNEL_FIB(Bench.FIB_V4, Bench.FIB_V6);

    private final String v4;
    private final String v6;

    Structure(String v4, String v6) {
      this.v4 = v4;
      this.v6 = v6;
    }
  }

  /**
   * One run.
   *
   * @param nanos of one lookup, the loop's own share included
   * @param sum of all answers, in order: {@link #sumOf}
   */
  record Round(double nanos, long sum) {}

  static final int KEYS = 1 << 20;

  // struct wm_bench
  private static final int STEPS = 0;
  private static final int KEY_COUNT = 4;
  private static final int DEPENDENT = 8;
  private static final int TABLE = 12;
  private static final int IFINDEX = 16;
  private static final int SUM = 24;

  private final BpfObjectFile object;
  private final MappedRegion parameters;
  private final MappedRegion keys;
  private final boolean v6;

  private LookupLoops(BpfObjectFile object, boolean v6) {
    this.object = object;
    this.v6 = v6;
    this.parameters = object.map(Bench.PARAMETERS).map();
    this.keys = object.map(Bench.KEYS).map();
  }

  /** Loads the loops over this store, with room for so many prefixes in the peers. */
  static LookupLoops over(BpfMap store, int prefixes, boolean v6) {
    var object = BpfObjectFile.open(BpfObject.BENCH.bytes(), "bench");
    try {
      object.reuse(BpfObject.Maps.STORE, store);
      object.rodata(BpfObject.Variables.STORE_SIZE, store.valueSize());
      object.maxEntries(v6 ? Bench.TRIE_V6 : Bench.TRIE_V4, prefixes);
      object.maxEntries(v6 ? Bench.TRIE_V4 : Bench.TRIE_V6, 1);
      object.load();
      return new LookupLoops(object, v6);
    } catch (RuntimeException e) {
      object.close();
      throw e;
    }
  }

  /** The peer's map, to be filled by the caller. */
  BpfMap lpmTrie() {
    return object.map(v6 ? Bench.TRIE_V6 : Bench.TRIE_V4);
  }

  /** Lays the addresses to look up in place. */
  void keys(Trace trace) {
    long[] flat = new long[2 * KEYS];
    for (int i = 0; i < KEYS; i++) {
      flat[2 * i] = trace.hi()[i];
      flat[2 * i + 1] = trace.lo()[i];
    }
    keys.put(0, flat, 0, flat.length);
  }

  /** Looks every address up once. */
  Round run(Structure structure, boolean dependent, int table, int ifindex) {
    parameters.setInt(STEPS, KEYS);
    parameters.setInt(KEY_COUNT, KEYS);
    parameters.setInt(DEPENDENT, dependent ? 1 : 0);
    parameters.setInt(TABLE, table);
    parameters.setInt(IFINDEX, ifindex);
    parameters.setLong(SUM, 0);
    TestRun.Result result =
        object.program(v6 ? structure.v6 : structure.v4).testRun(TestRun.withoutPacket(1));
    if (result.verdict() != 0) {
      throw new IllegalStateException(structure + ": the loop refused its parameters");
    }
    return new Round((double) result.nanosPerRun() / KEYS, parameters.getLong(SUM));
  }

  /** What a run's sum must be. */
  static long sumOf(int[] answers) {
    long sum = 0;
    for (int answer : answers) {
      sum = (sum ^ answer) * Bench.PRIME;
    }
    return sum;
  }

  @Override
  public void close() {
    parameters.close();
    keys.close();
    object.close();
  }
}
