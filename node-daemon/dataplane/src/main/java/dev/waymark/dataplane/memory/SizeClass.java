package dev.waymark.dataplane.memory;

/**
 * How block sizes are rounded: by 16 bytes up to 512, then by powers of two up to half a slab, then
 * by whole slabs. Small steps where the blocks of tries are, coarse ones where blocks are few.
 */
final class SizeClass {
  static final int UNIT = 16;
  static final int SLAB = 16384;

  /** Classes 1..COUNT-1 are sizes; 0 is no class. */
  static final int COUNT;

  private static final int FINE = 512;
  private static final int[] BYTES;

  static {
    int coarse = Integer.numberOfTrailingZeros(SLAB / FINE) - 1;
    COUNT = 1 + FINE / UNIT + coarse;
    BYTES = new int[COUNT];
    for (int i = 1; i < COUNT; i++) {
      BYTES[i] = i <= FINE / UNIT ? i * UNIT : FINE << (i - FINE / UNIT);
    }
  }

  private SizeClass() {}

  /** The class for a size, or 0 if it takes whole slabs. */
  static int of(int bytes) {
    if (bytes <= 0) {
      throw new IllegalArgumentException("a block of " + bytes + " bytes");
    }
    if (bytes <= FINE) {
      return (bytes + UNIT - 1) / UNIT;
    }
    int rounded = Integer.highestOneBit(bytes - 1) << 1;
    return rounded < SLAB ? FINE / UNIT + Integer.numberOfTrailingZeros(rounded / FINE) : 0;
  }

  static int bytes(int sizeClass) {
    return BYTES[sizeClass];
  }

  /** Blocks of the class in one slab. */
  static int perSlab(int sizeClass) {
    return SLAB / BYTES[sizeClass];
  }

  /** Slabs that hold so many bytes. */
  static int slabs(int bytes) {
    return (bytes + SLAB - 1) / SLAB;
  }
}
