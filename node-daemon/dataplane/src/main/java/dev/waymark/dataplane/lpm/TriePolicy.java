package dev.waymark.dataplane.lpm;

/**
 * Which shape a trie takes where: the writer's choice, since readers follow any.
 *
 * <p>A prefix that all below a node share is skipped when it is at least as long as a SPARSE
 * block's stride. Where many prefixes lie below the first levels, an ARRAY spends memory to save a
 * step: 9 bits, twice at most, so that a change copies 2 KiB for each and not a megabyte.
 * Everything else is SPARSE. A block keeps its shape until the count has fallen well below what
 * made it an ARRAY, or single changes could make it flap.
 *
 * @param levels how many levels from the root may be ARRAYs
 * @param arrayBits bits of each
 * @param dense prefixes below a node that make it an ARRAY
 * @param sparse prefixes below a node at which an ARRAY is one no more
 * @param skip shared bits that are worth a SKIP
 */
public record TriePolicy(int levels, int arrayBits, int dense, int sparse, int skip) {

  /** What was measured to be best for tables of any size. */
  public static final TriePolicy DEFAULT = new TriePolicy(2, 9, 96, 32, 6);

  public TriePolicy {
    if (sparse > dense || arrayBits < 1 || arrayBits > 16 || skip < 1) {
      throw new IllegalArgumentException("no policy: sparse=" + sparse + " dense=" + dense);
    }
  }

  /** Bits of the ARRAY for a node, or 0 if it is not to be one. */
  int arrayBits(int depth, int count, boolean wasArray) {
    if (depth >= levels * arrayBits || depth % arrayBits != 0) {
      return 0;
    }
    return count >= (wasArray ? sparse : dense) ? arrayBits : 0;
  }
}
