package dev.waymark.libbpf;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.BiConsumer;

/** Many elements of a map in one system call, or one by one where the map's type has no batches. */
final class MapBatch {
  private static final int OPTIONS_BYTES = 24;
  private static final int AT_ONCE = 1024;

  private MapBatch() {}

  static void update(BpfMap map, ByteBuffer keys, ByteBuffer values, int count) {
    if (count == 0) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment done = arena.allocate(ValueLayout.JAVA_INT);
      done.set(ValueLayout.JAVA_INT, 0, count);
      long keyAddress = BpfMap.in(arena, keys, Math.multiplyExact(count, map.keySize()));
      long valueAddress = BpfMap.in(arena, values, Math.multiplyExact(count, map.lookupSize()));
      int result =
          LibBpf.get()
              .bpf_map_update_batch(
                  map.fd().number(), keyAddress, valueAddress, done.address(), options(arena));
      if (result < 0) {
        throw new NativeException(
            "bpf_map_update_batch %s, element %d of %d"
                .formatted(map.name(), done.get(ValueLayout.JAVA_INT, 0), count),
            result);
      }
    }
  }

  static void forEach(BpfMap map, BiConsumer<ByteBuffer, ByteBuffer> visitor) {
    if (!forEachByBatch(map, visitor)) {
      forEachByKey(map, visitor);
    }
  }

  // False if the type of the map knows no batches; nothing was shown then.
  private static boolean forEachByBatch(BpfMap map, BiConsumer<ByteBuffer, ByteBuffer> visitor) {
    int atOnce = Math.min(AT_ONCE, map.maxEntries());
    try (Arena arena = Arena.ofConfined()) {
      // The cursor is opaque: 4 bytes for hashes and arrays, a key for tries.
      MemorySegment cursor = arena.allocate(Math.max(8, map.keySize()), Long.BYTES);
      MemorySegment count = arena.allocate(ValueLayout.JAVA_INT);
      MemorySegment keys = arena.allocate((long) atOnce * map.keySize(), Long.BYTES);
      MemorySegment values = arena.allocate((long) atOnce * map.lookupSize(), Long.BYTES);
      long options = options(arena);
      long from = 0;
      while (true) {
        count.set(ValueLayout.JAVA_INT, 0, atOnce);
        int result =
            LibBpf.get()
                .bpf_map_lookup_batch(
                    map.fd().number(),
                    from,
                    cursor.address(),
                    keys.address(),
                    values.address(),
                    count.address(),
                    options);
        boolean last = Errno.ENOENT.is(result);
        if (from == 0 && noBatches(result)) {
          return false;
        }
        if (!last) {
          map.check("bpf_map_lookup_batch", result);
        }
        show(map, keys, values, count.get(ValueLayout.JAVA_INT, 0), visitor);
        if (last) {
          return true;
        }
        from = cursor.address();
      }
    }
  }

  // ENOSPC: one bucket of a hash holds more than a batch; walking by key always works.
  private static boolean noBatches(int result) {
    return Errno.ENOTSUPP.is(result)
        || Errno.EOPNOTSUPP.is(result)
        || Errno.EINVAL.is(result)
        || Errno.ENOSPC.is(result);
  }

  private static void show(
      BpfMap map,
      MemorySegment keys,
      MemorySegment values,
      int count,
      BiConsumer<ByteBuffer, ByteBuffer> visitor) {
    int keySize = map.keySize();
    int valueSize = map.lookupSize();
    for (int i = 0; i < count; i++) {
      visitor.accept(
          buffer(keys.asSlice((long) i * keySize, keySize)),
          buffer(values.asSlice((long) i * valueSize, valueSize)));
    }
  }

  private static void forEachByKey(BpfMap map, BiConsumer<ByteBuffer, ByteBuffer> visitor) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment key = arena.allocate(map.keySize(), Long.BYTES);
      long from = 0;
      while (true) {
        int result = LibBpf.get().bpf_map_get_next_key(map.fd().number(), from, key.address());
        if (Errno.ENOENT.is(result)) {
          return;
        }
        map.check("bpf_map_get_next_key", result);
        ByteBuffer value = map.lookup(buffer(key));
        if (value != null) {
          visitor.accept(buffer(key), value);
        }
        from = key.address();
      }
    }
  }

  private static ByteBuffer buffer(MemorySegment segment) {
    return segment.asByteBuffer().order(ByteOrder.nativeOrder());
  }

  private static long options(Arena arena) {
    MemorySegment options = arena.allocate(OPTIONS_BYTES, Long.BYTES);
    options.set(ValueLayout.JAVA_LONG, 0, OPTIONS_BYTES);
    return options.address();
  }
}
