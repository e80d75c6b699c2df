package dev.waymark.libbpf;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A BPF map. Keys and values are buffers in native order, taken from position to limit and left as
 * they were. A value of a per-CPU map is one value per possible CPU, each padded to 8 bytes.
 */
public final class BpfMap implements AutoCloseable {
  /** Flag of {@link #create}: user space may map the values into its memory. */
  public static final int MMAPABLE = 1 << 10;

  /** Flag of {@link #create}: elements get memory when they are made; a trie needs it. */
  public static final int NO_PREALLOC = 1;

  private static final int INFO_BYTES = 88;
  private static final int OPTIONS_BYTES = 48;

  private final Fd fd;
  private final ObjectInfo info;

  private BpfMap(Fd fd) {
    this.fd = fd;
    this.info = ObjectInfo.of(fd, INFO_BYTES);
  }

  /** Opens a pinned map. */
  public static BpfMap openPinned(Path path) {
    return owning(ObjectInfo.openPinned(path));
  }

  /** Makes a map without an object file. */
  public static BpfMap create(
      MapType type, String name, int keySize, int valueSize, int maxEntries, int flags) {
    return create(type, name, keySize, valueSize, maxEntries, flags, 0);
  }

  /** Makes a map of maps that are all like {@code inner}. */
  static BpfMap createOuter(MapType type, String name, int maxEntries, BpfMap inner) {
    return create(type, name, 4, 4, maxEntries, 0, inner.fd.number());
  }

  private static BpfMap create(
      MapType type, String name, int keySize, int valueSize, int entries, int flags, int inner) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment options = arena.allocate(OPTIONS_BYTES, Long.BYTES);
      options.set(ValueLayout.JAVA_LONG, 0, OPTIONS_BYTES);
      options.set(ValueLayout.JAVA_INT, 24, inner);
      options.set(ValueLayout.JAVA_INT, 28, flags);
      int result =
          LibBpf.get()
              .bpf_map_create(type.number(), name, keySize, valueSize, entries, options.address());
      if (result < 0) {
        throw new NativeException("bpf_map_create " + name, result);
      }
      return owning(Fd.own(result));
    }
  }

  static BpfMap owning(Fd fd) {
    try {
      return new BpfMap(fd);
    } catch (RuntimeException notAMap) {
      fd.close();
      throw notAMap;
    }
  }

  public Fd fd() {
    return fd;
  }

  /** The kernel's name of the map, at most 15 characters. */
  public String name() {
    return info.name(24);
  }

  /** The kernel's number of the type; {@link MapType} names some. */
  public int type() {
    return info.getInt(0);
  }

  /** The number under which the kernel, bpftool for one, knows the map. */
  public int id() {
    return info.getInt(4);
  }

  public int keySize() {
    return info.getInt(8);
  }

  /** Bytes of one value; of one CPU's value in a per-CPU map. */
  public int valueSize() {
    return info.getInt(12);
  }

  public int maxEntries() {
    return info.getInt(16);
  }

  public int flags() {
    return info.getInt(20);
  }

  /** Bytes of a value as {@link #lookup} answers it, with all CPUs of a per-CPU map. */
  public int lookupSize() {
    return MapType.isPerCpu(type()) ? perCpuStride() * possibleCpus() : valueSize();
  }

  /** Bytes from one CPU's value to the next. */
  public int perCpuStride() {
    return (valueSize() + 7) & ~7;
  }

  /** How many values a per-CPU map holds for each key. */
  public static int possibleCpus() {
    int result = LibBpf.get().libbpf_num_possible_cpus();
    if (result < 0) {
      throw new NativeException("libbpf_num_possible_cpus", result);
    }
    return result;
  }

  /** The value of a key in native order, or null if the map holds none. */
  public @Nullable ByteBuffer lookup(ByteBuffer key) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocate(lookupSize(), Long.BYTES);
      int result =
          LibBpf.get().bpf_map_lookup_elem(fd.number(), in(arena, key, keySize()), value.address());
      if (Errno.ENOENT.is(result)) {
        return null;
      }
      check("bpf_map_lookup_elem", result);
      return ByteBuffer.wrap(value.toArray(ValueLayout.JAVA_BYTE)).order(ByteOrder.nativeOrder());
    }
  }

  /** Sets the value of a key, whether or not the map holds one. */
  public void update(ByteBuffer key, ByteBuffer value) {
    try (Arena arena = Arena.ofConfined()) {
      long keyAddress = in(arena, key, keySize());
      long valueAddress = in(arena, value, lookupSize());
      check(
          "bpf_map_update_elem",
          LibBpf.get().bpf_map_update_elem(fd.number(), keyAddress, valueAddress, 0));
    }
  }

  /** Removes a key; false if the map held none. */
  public boolean delete(ByteBuffer key) {
    try (Arena arena = Arena.ofConfined()) {
      int result = LibBpf.get().bpf_map_delete_elem(fd.number(), in(arena, key, keySize()));
      if (Errno.ENOENT.is(result)) {
        return false;
      }
      check("bpf_map_delete_elem", result);
      return true;
    }
  }

  /**
   * Sets {@code count} keys in one call.
   *
   * @param keys the keys, one after the other
   * @param values the values, one after the other
   */
  public void updateBatch(ByteBuffer keys, ByteBuffer values, int count) {
    MapBatch.update(this, keys, values, count);
  }

  /** Shows every key with its value, in no order; both buffers are valid during the call only. */
  public void forEach(java.util.function.BiConsumer<ByteBuffer, ByteBuffer> visitor) {
    MapBatch.forEach(this, visitor);
  }

  /** Maps the values of a map made with {@link #MMAPABLE} into memory, for reading and writing. */
  public MappedRegion map() {
    long stride = (valueSize() + 7L) & ~7L;
    return MappedRegion.of(fd, stride * maxEntries(), "map " + name());
  }

  /** Pins the map, which then outlives this process. */
  public void pin(Path path) {
    ObjectInfo.pin(fd, path);
  }

  @Override
  public void close() {
    fd.close();
  }

  @Override
  public String toString() {
    return "map " + name() + " id=" + id();
  }

  void check(String call, int result) {
    if (result < 0) {
      throw new NativeException(call + " " + name(), result);
    }
  }

  static long in(Arena arena, ByteBuffer source, int bytes) {
    if (source.remaining() != bytes) {
      throw new IllegalArgumentException(
          "the map wants " + bytes + " bytes, not " + source.remaining());
    }
    MemorySegment target = arena.allocate(bytes, Long.BYTES);
    target.copyFrom(MemorySegment.ofBuffer(source));
    return target.address();
  }
}
