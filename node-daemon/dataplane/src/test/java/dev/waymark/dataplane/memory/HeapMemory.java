package dev.waymark.dataplane.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/** Memory of this process only, for everything that can be shown without BPF. */
public final class HeapMemory implements Memory {
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle();

  private final MemorySegment segment;

  public HeapMemory(int bytes) {
    segment = MemorySegment.ofArray(new long[bytes / Long.BYTES]);
  }

  /** The same bytes in a larger memory. */
  public HeapMemory copyInto(int bytes) {
    HeapMemory larger = new HeapMemory(bytes);
    larger.segment.copyFrom(segment);
    larger.setLong(8, bytes);
    return larger;
  }

  @Override
  public long size() {
    return segment.byteSize();
  }

  @Override
  public byte getByte(long offset) {
    return segment.get(ValueLayout.JAVA_BYTE, offset);
  }

  @Override
  public int getInt(long offset) {
    return segment.get(INT, offset);
  }

  @Override
  public void setInt(long offset, int value) {
    segment.set(INT, offset, value);
  }

  @Override
  public long getLong(long offset) {
    return segment.get(LONG, offset);
  }

  @Override
  public void setLong(long offset, long value) {
    segment.set(LONG, offset, value);
  }

  @Override
  public long getLongAcquire(long offset) {
    return (long) WORD.getAcquire(segment, offset);
  }

  @Override
  public boolean compareAndSetLong(long offset, long expected, long value) {
    return WORD.compareAndSet(segment, offset, expected, value);
  }

  @Override
  public void read(long offset, int[] to, int index, int count) {
    MemorySegment.copy(segment, INT, offset, to, index, count);
  }

  @Override
  public void read(long offset, byte[] to, int index, int count) {
    MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, offset, to, index, count);
  }

  @Override
  public void write(long offset, int[] from, int index, int count) {
    MemorySegment.copy(from, index, segment, INT, offset, count);
  }

  @Override
  public void write(long offset, byte[] from, int index, int count) {
    MemorySegment.copy(from, index, segment, ValueLayout.JAVA_BYTE, offset, count);
  }
}
