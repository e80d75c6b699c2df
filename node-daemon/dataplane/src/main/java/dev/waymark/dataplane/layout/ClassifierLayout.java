package dev.waymark.dataplane.layout;

/**
 * One family's rules ({@code struct wm_classifier}).
 *
 * <pre>
 *   +0 count   +4 words   +8 rules (offset of wm_rule[count])   +12 bytes
 *   +16 tries[FIELD_TRIES] (wm_lpm, leaf: class), by field
 *   +88 bitmaps[FIELD_COUNT]   offset of words * 8 bytes for each class; 0: nobody asks
 *   +136 mark_masks[MARK_MASKS]
 *   +152 dscp_class[64] (u8)   +216 protocol_class[256] (u8)
 * </pre>
 */
public final class ClassifierLayout {
  public static final int FIELD_COUNT = 12;

  /** Fields whose classes are the leaves of a trie: the first ones. */
  public static final int FIELD_TRIES = 9;

  /** Distinct masks under which rules may look at a packet's mark. */
  public static final int MARK_MASKS = 4;

  public static final int DSCP_VALUES = 64;
  public static final int PROTOCOL_VALUES = 256;

  public static final int COUNT = 0;
  public static final int WORDS = 4;
  public static final int RULES = 8;

  /** Size of the block: the classifier, its rules and its bitmaps in one piece. */
  public static final int BLOCK_BYTES = 12;

  public static final int TRIES = 16;
  public static final int BITMAPS = 88;
  public static final int MASKS = 136;
  public static final int DSCP_CLASS = 152;
  public static final int PROTOCOL_CLASS = 216;
  public static final int BYTES = 472;

  static final Struct STRUCT =
      Struct.named("wm_classifier")
          .field("count", COUNT, 4)
          .field("words", WORDS, 4)
          .field("rules", RULES, 4)
          .field("bytes", BLOCK_BYTES, 4)
          .field("tries", TRIES, FIELD_TRIES * LpmLayout.BYTES)
          .field("bitmaps", BITMAPS, 4 * FIELD_COUNT)
          .field("mark_masks", MASKS, 4 * MARK_MASKS)
          .field("dscp_class", DSCP_CLASS, DSCP_VALUES)
          .field("protocol_class", PROTOCOL_CLASS, PROTOCOL_VALUES)
          .bytes(BYTES);

  private ClassifierLayout() {}

  /** Offset of the trie of a field, which has one. */
  public static int trie(RuleField field) {
    return TRIES + field.code() * LpmLayout.BYTES;
  }

  /** Offset of where a field's bitmaps lie. */
  public static int bitmaps(RuleField field) {
    return BITMAPS + field.code() * Integer.BYTES;
  }
}
