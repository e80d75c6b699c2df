package dev.waymark.dataplane.memory;

import dev.waymark.libbpf.MappedRegion;

/** The mapped value of a store's map. */
public final class MappedMemory implements Memory {
  private final MappedRegion region;

  public MappedMemory(MappedRegion region) {
    this.region = region;
  }

  @Override
  public long size() {
    return region.size();
  }

  @Override
  public byte getByte(long offset) {
    return region.getByte(offset);
  }

  @Override
  public int getInt(long offset) {
    return region.getInt(offset);
  }

  @Override
  public void setInt(long offset, int value) {
    region.setInt(offset, value);
  }

  @Override
  public long getLong(long offset) {
    return region.getLong(offset);
  }

  @Override
  public void setLong(long offset, long value) {
    region.setLong(offset, value);
  }

  @Override
  public long getLongAcquire(long offset) {
    return region.getLongAcquire(offset);
  }

  @Override
  public boolean compareAndSetLong(long offset, long expected, long value) {
    return region.compareAndSetLong(offset, expected, value);
  }

  @Override
  public void read(long offset, int[] to, int index, int count) {
    region.get(offset, to, index, count);
  }

  @Override
  public void read(long offset, byte[] to, int index, int count) {
    region.get(offset, to, index, count);
  }

  @Override
  public void write(long offset, int[] from, int index, int count) {
    region.put(offset, from, index, count);
  }

  @Override
  public void write(long offset, byte[] from, int index, int count) {
    region.put(offset, from, index, count);
  }
}
