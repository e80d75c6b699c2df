package dev.waymark.dataplane.readback;

import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.layout.QueriesLayout;
import dev.waymark.libbpf.BpfProgram;
import dev.waymark.libbpf.MappedRegion;
import dev.waymark.libbpf.TestRun;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** One batch of addresses for the lookup program, in the memory that it reads. */
final class Queries {
  private static final VarHandle HOST_SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.nativeOrder());

  private final BpfProgram lookup;
  private final MappedRegion region;
  private final int slot;
  private final byte[] record = new byte[QueriesLayout.QUERY_BYTES];
  private final int[] expected = new int[QueriesLayout.QUERIES_MAX];
  private final long[] his = new long[QueriesLayout.QUERIES_MAX];
  private final long[] los = new long[QueriesLayout.QUERIES_MAX];
  private final int[] tables = new int[QueriesLayout.QUERIES_MAX];
  private int count;

  /** Sees an answer. */
  interface Answer {
    void answer(Family family, int table, long hi, long lo, int expected, int found);
  }

  Queries(BpfProgram lookup, MappedRegion region, int slot) {
    this.lookup = lookup;
    this.region = region;
    this.slot = slot;
  }

  boolean isFull() {
    return count == QueriesLayout.QUERIES_MAX;
  }

  void add(Family family, int table, long hi, long lo, int expectedLeaf) {
    for (int i = 0; i < Long.BYTES; i++) {
      record[i] = (byte) (hi >>> (56 - 8 * i));
      record[Long.BYTES + i] = (byte) (lo >>> (56 - 8 * i));
    }
    HOST_SHORT.set(record, QueriesLayout.TABLE, (short) table);
    record[QueriesLayout.FAMILY] = (byte) family.code();
    record[QueriesLayout.SLOT] = (byte) slot;
    region.put(at(count), record);
    his[count] = hi;
    los[count] = lo;
    tables[count] = family == Family.V4 ? table : -1 - table;
    expected[count++] = expectedLeaf;
  }

  /** Runs the program and shows every answer. */
  void run(Answer answers) {
    if (count == 0) {
      return;
    }
    region.setInt(QueriesLayout.COUNT, count);
    region.setInt(QueriesLayout.ANSWERED, 0);
    lookup.testRun(TestRun.withoutPacket(1));
    int answered = region.getInt(QueriesLayout.ANSWERED);
    if (answered != count) {
      throw new IllegalStateException(
          "the lookup program answered %d of %d questions".formatted(answered, count));
    }
    for (int i = 0; i < count; i++) {
      int found = region.getInt(at(i) + QueriesLayout.LEAF);
      boolean v4 = tables[i] >= 0;
      answers.answer(
          v4 ? Family.V4 : Family.V6,
          v4 ? tables[i] : -1 - tables[i],
          his[i],
          los[i],
          expected[i],
          found);
    }
    count = 0;
  }

  private static long at(int index) {
    return QueriesLayout.QUERIES + (long) index * QueriesLayout.QUERY_BYTES;
  }
}
