package dev.waymark.dataplane.layout;

/**
 * One family's rules ({@code struct wm_classifier}).
 *
 * <pre>
 *   +0 count   +4 words   +8 rules (offset of wm_rule[count])   +12 bytes
 *   +16 from (wm_lpm, leaf: class)   +24 to
 *   +32 bitmaps[FIELD_COUNT]   offset of words * 8 bytes for each class; 0: matches everything
 *   +48 dscp_class[64] (u8)
 * </pre>
 */
public final class ClassifierLayout {
  public static final int FIELD_COUNT = 4;
  public static final int DSCP_VALUES = 64;

  public static final int COUNT = 0;
  public static final int WORDS = 4;
  public static final int RULES = 8;

  /** Size of the block: the classifier, its rules and its bitmaps in one piece. */
  public static final int BLOCK_BYTES = 12;

  public static final int FROM = 16;
  public static final int TO = 24;
  public static final int BITMAPS = 32;
  public static final int DSCP_CLASS = 48;
  public static final int BYTES = 112;

  static final Struct STRUCT =
      Struct.named("wm_classifier")
          .field("count", COUNT, 4)
          .field("words", WORDS, 4)
          .field("rules", RULES, 4)
          .field("bytes", BLOCK_BYTES, 4)
          .field("from", FROM, LpmLayout.BYTES)
          .field("to", TO, LpmLayout.BYTES)
          .field("bitmaps", BITMAPS, 4 * FIELD_COUNT)
          .field("dscp_class", DSCP_CLASS, DSCP_VALUES)
          .bytes(BYTES);

  private ClassifierLayout() {}
}
