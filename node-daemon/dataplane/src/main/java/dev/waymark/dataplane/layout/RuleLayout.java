package dev.waymark.dataplane.layout;

/**
 * What a rule does ({@code struct wm_rule}); what it matches stands in the classifier's bitmaps.
 *
 * <pre>
 *   +0 action (u8)  +1 pad  +2 table (u16)  +4 mark  +8 counter  +12 pad
 * </pre>
 */
public final class RuleLayout {
  public static final int RULES_MAX = 1024;
  public static final int RULE_WORDS = RULES_MAX / 64;

  /** Lookups that may find nothing before a packet is the kernel's. */
  public static final int RULE_TRIES = 8;

  public static final int ACTION = 0;
  public static final int TABLE = 2;
  public static final int MARK = 4;
  public static final int COUNTER = 8;
  public static final int BYTES = 16;

  static final Struct STRUCT =
      Struct.named("wm_rule")
          .field("action", ACTION, 1)
          .field("pad", 1, 1)
          .field("table", TABLE, 2)
          .field("mark", MARK, 4)
          .field("counter", COUNTER, 4)
          .field("pad2", 12, 4)
          .bytes(BYTES);

  private RuleLayout() {}
}
