package dev.waymark.e2e.bench;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.bench.tables.PrefixTable;
import dev.waymark.libbpf.BpfMap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The kernel's own map for longest prefixes, filled as fast as its interface allows. */
final class LpmTriePeer {

  private static final int BATCH = 8192;

  private final BpfMap map;
  private final boolean v6;

  LpmTriePeer(BpfMap map, Family family) {
    this.map = map;
    this.v6 = family == Family.V6;
  }

  /** Adds all prefixes, in batches. */
  void load(PrefixTable table) {
    int keyBytes = keyBytes();
    var keys = ByteBuffer.allocateDirect(BATCH * keyBytes).order(ByteOrder.nativeOrder());
    var values = ByteBuffer.allocateDirect(BATCH * 4).order(ByteOrder.nativeOrder());
    for (int from = 0; from < table.size(); from += BATCH) {
      int count = Math.min(BATCH, table.size() - from);
      keys.clear();
      values.clear();
      for (int i = from; i < from + count; i++) {
        putKey(keys, table, i);
        values.putInt(table.nextHop()[i]);
      }
      map.updateBatch(keys.flip(), values.flip(), count);
    }
  }

  /** Gives one prefix another value. */
  void update(PrefixTable table, int index, int value) {
    var key = ByteBuffer.allocateDirect(keyBytes()).order(ByteOrder.nativeOrder());
    putKey(key, table, index);
    var bytes = ByteBuffer.allocateDirect(4).order(ByteOrder.nativeOrder());
    map.update(key.flip(), bytes.putInt(value).flip());
  }

  private int keyBytes() {
    return v6 ? 20 : 8;
  }

  private void putKey(ByteBuffer key, PrefixTable table, int i) {
    key.putInt(table.bits(i));
    key.order(ByteOrder.BIG_ENDIAN);
    if (v6) {
      key.putLong(table.hi()[i]).putLong(table.lo()[i]);
    } else {
      key.putInt((int) (table.hi()[i] >>> 32));
    }
    key.order(ByteOrder.nativeOrder());
  }
}
