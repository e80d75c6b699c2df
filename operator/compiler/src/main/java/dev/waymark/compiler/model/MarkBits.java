package dev.waymark.compiler.model;

/**
 * Bits of a packet's mark. Bits of the value beyond the mask do not count, and are dropped.
 *
 * @param value 32 bits
 * @param mask 32 bits, not 0
 */
public record MarkBits(int value, int mask) {
  /** Refuses an empty mask. */
  public MarkBits {
    if (mask == 0) {
      throw new IllegalArgumentException("mask 0 has no bits");
    }
    value &= mask;
  }

  @Override
  public String toString() {
    return "0x%x/0x%x".formatted(value, mask);
  }
}
