package dev.waymark.daemon.kernel;

/**
 * Numbers as bit patterns inside a mask whose bits need not be neighbours.
 *
 * <pre>
 *   mask     0001 1111 0111 1111      0x1f7f
 *   number        abcd e fgh ijkl     12 bits
 *   pattern  000a bcde 0fgh ijkl
 * </pre>
 *
 * @param mask the bits of a packet's mark that are ours
 */
public record MarkBits(int mask) {

  public MarkBits {
    if (Integer.bitCount(mask) < 3) {
      throw new IllegalArgumentException("markMask=0x%x has fewer than 3 bits".formatted(mask));
    }
  }

  /** The largest number that a pattern can hold; 0 is "unmarked". */
  public int largest() {
    return Integer.bitCount(mask) == 32 ? Integer.MAX_VALUE : (1 << Integer.bitCount(mask)) - 1;
  }

  /** The pattern of {@code number}: its bits dealt out over the mask's, lowest first. */
  public int pattern(int number) {
    return Integer.expand(number, mask);
  }

  /** The number whose pattern this is; bits outside the mask do not count. */
  public int number(int pattern) {
    return Integer.compress(pattern, mask);
  }
}
