package dev.waymark.libbpf;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.zip.CRC32C;

/**
 * A map's values in this process's memory, shared with the programs that run in the kernel.
 *
 * <p>Every access is checked against the bounds and against {@link #close}; offsets are bytes from
 * the start. Plain reads and writes order nothing: publish with {@link #setLongRelease} or {@link
 * #compareAndSetLong}, read what another publishes with {@link #getLongAcquire}.
 */
public final class MappedRegion implements AutoCloseable {
  // Static and final, or each access costs ten times as much.
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final VarHandle ORDERED_LONG = ValueLayout.JAVA_LONG.varHandle();
  private static final VarHandle ORDERED_INT = ValueLayout.JAVA_INT.varHandle();

  private final Arena arena;
  private final MemorySegment memory;

  private MappedRegion(Arena arena, MemorySegment memory) {
    this.arena = arena;
    this.memory = memory;
  }

  static MappedRegion of(Fd fd, long size, String what) {
    return owning(Syscalls.mapShared(fd.number(), size, what), size, false);
  }

  /** A part that begins at {@code offset}, a multiple of the page; writes to it are refused. */
  static MappedRegion readOnly(Fd fd, long offset, long size, String what) {
    return owning(Syscalls.mapSharedReadOnly(fd.number(), offset, size, what), size, true);
  }

  // Restricted, because a wrong address or size would crash: both come from mmap right here. The
  // arena is the region's own, and closed with it.
  @SuppressWarnings({"restricted", "MustBeClosedChecker"})
  private static MappedRegion owning(long address, long size, boolean readOnly) {
    Arena arena = Arena.ofShared();
    MemorySegment memory =
        MemorySegment.ofAddress(address)
            .reinterpret(size, arena, gone -> Syscalls.unmap(address, size));
    return new MappedRegion(arena, readOnly ? memory.asReadOnly() : memory);
  }

  /** Bytes that can be read and written. */
  public long size() {
    return memory.byteSize();
  }

  public byte getByte(long offset) {
    return memory.get(ValueLayout.JAVA_BYTE, offset);
  }

  public void setByte(long offset, byte value) {
    memory.set(ValueLayout.JAVA_BYTE, offset, value);
  }

  public int getInt(long offset) {
    return memory.get(INT, offset);
  }

  public void setInt(long offset, int value) {
    memory.set(INT, offset, value);
  }

  public long getLong(long offset) {
    return memory.get(LONG, offset);
  }

  public void setLong(long offset, long value) {
    memory.set(LONG, offset, value);
  }

  /** Reads a word; nothing after it is read before it. The offset is a multiple of 8. */
  public long getLongAcquire(long offset) {
    return (long) ORDERED_LONG.getAcquire(memory, offset);
  }

  /** Writes a word; whoever sees it sees all that was written before. A multiple of 8. */
  public void setLongRelease(long offset, long value) {
    ORDERED_LONG.setRelease(memory, offset, value);
  }

  /** Writes a word if it holds what is expected, as one step; orders both ways. */
  public boolean compareAndSetLong(long offset, long expected, long value) {
    return ORDERED_LONG.compareAndSet(memory, offset, expected, value);
  }

  /** As {@link #setLongRelease}, for a word of 4 bytes. */
  public void setIntRelease(long offset, int value) {
    ORDERED_INT.setRelease(memory, offset, value);
  }

  /** As {@link #getLongAcquire}, for a word of 4 bytes. */
  public int getIntAcquire(long offset) {
    return (int) ORDERED_INT.getAcquire(memory, offset);
  }

  /** Copies {@code length} bytes from {@code source}, starting at its index {@code from}. */
  public void put(long offset, byte[] source, int from, int length) {
    MemorySegment.copy(source, from, memory, ValueLayout.JAVA_BYTE, offset, length);
  }

  public void put(long offset, byte[] source) {
    put(offset, source, 0, source.length);
  }

  /** Copies {@code length} ints from {@code source}, starting at its index {@code from}. */
  public void put(long offset, int[] source, int from, int length) {
    MemorySegment.copy(source, from, memory, INT, offset, length);
  }

  /** Copies {@code length} longs from {@code source}, starting at its index {@code from}. */
  public void put(long offset, long[] source, int from, int length) {
    MemorySegment.copy(source, from, memory, LONG, offset, length);
  }

  /** Copies {@code length} bytes into {@code target}, starting at its index {@code to}. */
  public void get(long offset, byte[] target, int to, int length) {
    MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, offset, target, to, length);
  }

  /** The {@code length} bytes from {@code offset} on. */
  public byte[] getBytes(long offset, int length) {
    byte[] bytes = new byte[length];
    get(offset, bytes, 0, length);
    return bytes;
  }

  /** Copies {@code length} ints into {@code target}, starting at its index {@code to}. */
  public void get(long offset, int[] target, int to, int length) {
    MemorySegment.copy(memory, INT, offset, target, to, length);
  }

  /** Copies {@code length} longs into {@code target}, starting at its index {@code to}. */
  public void get(long offset, long[] target, int to, int length) {
    MemorySegment.copy(memory, LONG, offset, target, to, length);
  }

  /** Copies within the region; the two ranges may overlap. */
  public void copy(long from, long to, long length) {
    MemorySegment.copy(memory, from, memory, to, length);
  }

  /** Copies from one region to another. */
  public void copyTo(MappedRegion target, long from, long to, long length) {
    MemorySegment.copy(memory, from, target.memory, to, length);
  }

  public void fill(long offset, long length, byte value) {
    memory.asSlice(offset, length).fill(value);
  }

  /** The CRC-32C (Castagnoli) of a range, as {@link CRC32C} computes it. */
  public int crc32c(long offset, long length) {
    CRC32C crc = new CRC32C();
    crc.update(memory.asSlice(offset, length).asByteBuffer());
    return (int) crc.getValue();
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
