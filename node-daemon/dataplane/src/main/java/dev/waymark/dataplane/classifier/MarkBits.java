package dev.waymark.dataplane.classifier;

/**
 * Some bits of a packet's mark: what a rule asks of them, or sets them to. Bits of the value beyond
 * the mask do not count.
 *
 * @param mask not 0
 */
public record MarkBits(int value, int mask) {
  public MarkBits {
    if (mask == 0) {
      throw new IllegalArgumentException("a mark under no bits");
    }
    value &= mask;
  }
}
