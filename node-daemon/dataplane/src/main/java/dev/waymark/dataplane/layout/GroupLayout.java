package dev.waymark.dataplane.layout;

/**
 * A next-hop group ({@code struct wm_group}).
 *
 * <pre>
 *   +0 bucket_bits   2^bucket_bits buckets; 0: a single next hop; GROUP_EACH: a copy for each
 *   +4 target        index of the next hop; offset of the buckets (u32 indices); of the outputs
 * </pre>
 */
public final class GroupLayout {
  public static final int BUCKET_BITS = 0;
  public static final int TARGET = 4;
  public static final int BYTES = 8;

  /** Most of BUCKET_BITS, where it counts bits. */
  public static final int GROUP_BITS_MAX = 16;

  /** As BUCKET_BITS: the target is an {@link OutputsLayout}. */
  public static final int GROUP_EACH = 255;

  static final Struct STRUCT =
      Struct.named("wm_group")
          .field("bucket_bits", BUCKET_BITS, 4)
          .field("target", TARGET, 4)
          .bytes(BYTES);

  private GroupLayout() {}
}
