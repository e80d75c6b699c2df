package dev.waymark.dataplane.memory;

/**
 * Where a generation being built is written: new blocks of shared memory, and the ones it replaces.
 *
 * <p>A block that found no room lies behind the end of memory (see {@link Allocator}); writing
 * there does nothing, so that a build can go on and learn how much it needs.
 */
public final class Blocks {
  private final Memory memory;
  private final BlockLedger ledger;

  public Blocks(Memory memory, BlockLedger ledger) {
    this.memory = memory;
    this.ledger = ledger;
  }

  /** Shared memory, for reading what was published before. */
  public Memory memory() {
    return memory;
  }

  /** Offset of a new block. */
  public int allocate(int bytes) {
    return ledger.allocate(bytes);
  }

  /** A block that the generation being built does not share with the one before. */
  public void release(int offset) {
    ledger.release(offset);
  }

  /** A new block with that content. */
  public int write(int[] from, int count) {
    int offset = allocate(count * Integer.BYTES);
    write(offset, from, count);
    return offset;
  }

  /** A new block with that content. */
  public int write(byte[] from) {
    int offset = allocate(from.length);
    write(offset, from);
    return offset;
  }

  public void write(int offset, int[] from, int count) {
    if (fits(offset, (long) count * Integer.BYTES)) {
      memory.write(offset, from, 0, count);
    }
  }

  public void write(int offset, byte[] from) {
    if (fits(offset, from.length)) {
      memory.write(offset, from, 0, from.length);
    }
  }

  public void write(int offset, long value) {
    if (fits(offset, Long.BYTES)) {
      memory.setLong(offset, value);
    }
  }

  public void write(int offset, int value) {
    if (fits(offset, Integer.BYTES)) {
      memory.setInt(offset, value);
    }
  }

  private boolean fits(int offset, long bytes) {
    return offset + bytes <= memory.size();
  }
}
