package dev.waymark.e2e.bench;

import dev.waymark.bpf.BpfObject;
import dev.waymark.bpf.BpfObject.Bench;
import dev.waymark.e2e.bench.LookupLoops.Round;
import dev.waymark.e2e.bench.tables.RuleTable;
import dev.waymark.e2e.bench.tables.Trace;
import dev.waymark.libbpf.BpfMap;
import dev.waymark.libbpf.BpfObjectFile;
import dev.waymark.libbpf.MappedRegion;
import dev.waymark.libbpf.TestRun;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The loops of {@code bench.bpf.c} that classify. Not safe for several threads. */
final class RuleLoops implements AutoCloseable {

  private static final int PACKETS = 1 << 16;

  // struct wm_bench
  private static final int STEPS = 0;
  private static final int KEY_COUNT = 4;
  private static final int DEPENDENT = 8;
  private static final int IFINDEX = 16;
  private static final int SUM = 24;

  /** struct wm_bench_rule. */
  private static final int RULE_BYTES = 48;

  private static final int ANY_PROTOCOL = 256;

  private final BpfObjectFile object;
  private final MappedRegion parameters;
  private final MappedRegion keys;
  private final MappedRegion rules;

  private RuleLoops(BpfObjectFile object) {
    this.object = object;
    this.parameters = object.map(Bench.PARAMETERS).map();
    this.keys = object.map(Bench.KEYS).map();
    this.rules = object.map(Bench.RULES).map();
  }

  static RuleLoops over(BpfMap store) {
    var object = BpfObjectFile.open(BpfObject.BENCH.bytes(), "bench");
    try {
      object.reuse(BpfObject.Maps.STORE, store);
      object.rodata(BpfObject.Variables.STORE_SIZE, store.valueSize());
      object.maxEntries(Bench.TRIE_V4, 1);
      object.maxEntries(Bench.TRIE_V6, 1);
      object.load();
      return new RuleLoops(object);
    } catch (RuntimeException e) {
      object.close();
      throw e;
    }
  }

  /** Lays packets in place, and the rules for whoever asks them in turn. Returns the right sum. */
  long prepare(RuleTable table, int ifindex) {
    Trace packets = table.packets(PACKETS);
    long[] flat = new long[2 * PACKETS];
    for (int i = 0; i < PACKETS; i++) {
      flat[2 * i] = packets.hi()[i];
      flat[2 * i + 1] = packets.lo()[i];
    }
    keys.put(0, flat, 0, flat.length);
    ByteBuffer all =
        ByteBuffer.allocate(RULE_BYTES * table.rows().size()).order(ByteOrder.nativeOrder());
    for (RuleTable.Row row : table.rows()) {
      all.putInt(row.from()).putInt(0xffffff00).putInt(row.to()).putInt(0xffffff00);
      all.putInt(row.mark()).putInt(row.markMask());
      all.putShort((short) row.sourcePort()).putShort((short) row.lastSourcePort());
      all.putShort((short) row.destinationPort()).putShort((short) row.lastDestinationPort());
      all.putInt(ifindex).putInt(row.protocol() < 0 ? ANY_PROTOCOL : row.protocol());
      all.putInt(row.dscp()).putInt(0);
    }
    rules.put(0, all.array());
    parameters.setInt(IFINDEX, ifindex);
    return LookupLoops.sumOf(table.answers(packets));
  }

  /** Classifies every packet once, with one of the two programs. */
  Round run(String program) {
    parameters.setInt(STEPS, PACKETS);
    parameters.setInt(KEY_COUNT, PACKETS);
    parameters.setInt(DEPENDENT, 0);
    parameters.setLong(SUM, 0);
    TestRun.Result result = object.program(program).testRun(TestRun.withoutPacket(1));
    if (result.verdict() != 0) {
      throw new IllegalStateException(program + ": the loop refused its parameters");
    }
    return new Round((double) result.nanosPerRun() / PACKETS, parameters.getLong(SUM));
  }

  @Override
  public void close() {
    parameters.close();
    keys.close();
    rules.close();
    object.close();
  }
}
