package dev.waymark.dataplane.layout;

/**
 * What is kept of limits: one word for each counter index, and one for each source of a rule that
 * limits each by itself ({@code struct wm_source_key}).
 *
 * <pre>
 *   +0 counter   +4 family   +8 source_hi (u64)   +16 source_lo (u64)
 * </pre>
 */
public final class LimitLayout {
  /** Sources that are told apart, all rules together; the least recently seen is forgotten. */
  public static final int SOURCES_MAX = 32768;

  public static final int KEY_BYTES = 24;

  /** Size of what is kept: when the bucket will have run empty. */
  public static final int VALUE_BYTES = 8;

  static final Struct KEY_STRUCT =
      Struct.named("wm_source_key")
          .field("counter", 0, 4)
          .field("family", 4, 4)
          .field("source_hi", 8, 8)
          .field("source_lo", 16, 8)
          .bytes(KEY_BYTES);

  private LimitLayout() {}
}
