package dev.waymark.dataplane.layout;

/**
 * Longest-prefix match: refs, blocks and the pair that stands for a whole table ({@code struct
 * wm_lpm}, {@code wm_lpm_sparse}, {@code wm_lpm_skip}).
 *
 * <pre>
 *   ref      31 30 29   25 24                       0
 *            +----+-------+-------------------------+
 *            |tag | bits  | offset / UNIT           |   ARRAY (bits 1..16), SPARSE, SKIP
 *            +----+-------+-------------------------+
 *            | 0  | leaf (30 bits)                  |   LEAF
 *            +----+---------------------------------+
 *
 *   ARRAY    ref[2^bits]
 *   SPARSE   +0 starts (64 bits)   +8 ref[popcount(starts)]
 *   SKIP     +0 key (64 bits)  +8 skip  +12 other  +16 a SPARSE block
 * </pre>
 *
 * Slot {@code s} of a SPARSE block has ref number {@code popcount(starts & ((2 << s) - 1)) - 1}.
 * Blocks are written before the generation that reaches them is published, and never changed after.
 */
public final class LpmLayout {
  /** Alignment of every block, bytes. */
  public static final int LPM_UNIT = 16;

  /** Bits of the key that a SPARSE block consumes. */
  public static final int LPM_STRIDE = 6;

  /** Refs that the reader follows at most. */
  public static final int LPM_STEPS = 24;

  public static final int LPM_TAG_SHIFT = 30;
  public static final int LPM_BITS_SHIFT = 25;
  public static final int LPM_BITS_MASK = 0x1f;
  public static final int LPM_OFFSET_MASK = 0x1ffffff;
  public static final int LPM_LEAF_MASK = 0x3fffffff;

  /** Tags, {@code enum wm_lpm_tag}. */
  public static final int LEAF = 0;

  public static final int ARRAY = 1;
  public static final int SPARSE = 2;
  public static final int SKIP = 3;

  /** Most bits that an ARRAY may index by, and that a SKIP may skip. */
  public static final int ARRAY_BITS_MAX = 16;

  public static final int SKIP_BITS_MAX = 63;

  public static final int SPARSE_STARTS = 0;
  public static final int SPARSE_REFS = 8;

  public static final int SKIP_KEY = 0;
  public static final int SKIP_BITS = 8;
  public static final int SKIP_OTHER = 12;
  public static final int SKIP_SPARSE = 16;

  public static final int ROOT = 0;
  public static final int OTHERWISE = 4;
  public static final int BYTES = 8;

  static final Struct SPARSE_STRUCT =
      Struct.named("wm_lpm_sparse")
          .field("starts", SPARSE_STARTS, 8)
          .field("refs", SPARSE_REFS, 0)
          .bytes(8);

  static final Struct SKIP_STRUCT =
      Struct.named("wm_lpm_skip")
          .field("key", SKIP_KEY, 8)
          .field("skip", SKIP_BITS, 4)
          .field("other", SKIP_OTHER, 4)
          .field("sparse", SKIP_SPARSE, 8)
          .bytes(24);

  static final Struct STRUCT =
      Struct.named("wm_lpm").field("root", ROOT, 4).field("otherwise", OTHERWISE, 4).bytes(BYTES);

  private LpmLayout() {}

  /** The ref of a block. */
  public static int ref(int tag, int bits, int offset) {
    return (tag << LPM_TAG_SHIFT) | (bits << LPM_BITS_SHIFT) | (offset / LPM_UNIT);
  }

  public static int tag(int ref) {
    return ref >>> LPM_TAG_SHIFT;
  }

  public static int bits(int ref) {
    return (ref >>> LPM_BITS_SHIFT) & LPM_BITS_MASK;
  }

  /** Offset in bytes of the block that a ref other than a LEAF names. */
  public static int offset(int ref) {
    return (ref & LPM_OFFSET_MASK) * LPM_UNIT;
  }

  public static int leaf(int ref) {
    return ref & LPM_LEAF_MASK;
  }
}
