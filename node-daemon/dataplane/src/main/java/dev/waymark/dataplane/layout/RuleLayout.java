package dev.waymark.dataplane.layout;

/**
 * What a rule does ({@code struct wm_rule}); what it matches stands in the classifier's bitmaps.
 *
 * <pre>
 *   +0 action (u8)  +1 flags (u8)  +2 table (u16)  +4 mark  +8 counter
 *   +12 suppress (u8)  +13 dscp (u8)  +14 limit_shift (u8)  +15 pad
 *   +16 set_mask  +20 set_mark  +24 mirror (ifindex)  +28 mirror_below
 *   +32 limit_cost (u64)  +40 limit_depth (u64)   in units of 2^-limit_shift nanoseconds
 * </pre>
 */
public final class RuleLayout {
  public static final int RULES_MAX = 1024;
  public static final int RULE_WORDS = RULES_MAX / 64;

  /** Lookups that may find nothing before a packet is the kernel's. */
  public static final int RULE_TRIES = 8;

  /** {@code enum wm_rule_flags}. */
  public static final int RULE_SET_DSCP = 1;

  public static final int RULE_LIMIT_BYTES = 1 << 1;
  public static final int RULE_LIMIT_SOURCE = 1 << 2;

  /** XDP sees all that the rule asks for, and may drop by it. */
  public static final int RULE_EARLY = 1 << 3;

  public static final int ACTION = 0;
  public static final int FLAGS = 1;
  public static final int TABLE = 2;
  public static final int MARK = 4;
  public static final int COUNTER = 8;
  public static final int SUPPRESS = 12;
  public static final int DSCP = 13;
  public static final int LIMIT_SHIFT = 14;
  public static final int SET_MASK = 16;
  public static final int SET_MARK = 20;
  public static final int MIRROR = 24;
  public static final int MIRROR_BELOW = 28;
  public static final int LIMIT_COST = 32;
  public static final int LIMIT_DEPTH = 40;
  public static final int BYTES = 48;

  static final Struct STRUCT =
      Struct.named("wm_rule")
          .field("action", ACTION, 1)
          .field("flags", FLAGS, 1)
          .field("table", TABLE, 2)
          .field("mark", MARK, 4)
          .field("counter", COUNTER, 4)
          .field("suppress", SUPPRESS, 1)
          .field("dscp", DSCP, 1)
          .field("limit_shift", LIMIT_SHIFT, 1)
          .field("pad", 15, 1)
          .field("set_mask", SET_MASK, 4)
          .field("set_mark", SET_MARK, 4)
          .field("mirror", MIRROR, 4)
          .field("mirror_below", MIRROR_BELOW, 4)
          .field("limit_cost", LIMIT_COST, 8)
          .field("limit_depth", LIMIT_DEPTH, 8)
          .bytes(BYTES);

  private RuleLayout() {}
}
