package dev.waymark.dataplane.layout;

/**
 * A next-hop group ({@code struct wm_group}).
 *
 * <pre>
 *   +0 bucket_bits   2^bucket_bits buckets; 0: a single next hop
 *   +4 target        single: index of the next hop; else offset of the buckets (u32 indices)
 * </pre>
 */
public final class GroupLayout {
  public static final int BUCKET_BITS = 0;
  public static final int TARGET = 4;
  public static final int BYTES = 8;

  static final Struct STRUCT =
      Struct.named("wm_group")
          .field("bucket_bits", BUCKET_BITS, 4)
          .field("target", TARGET, 4)
          .bytes(BYTES);

  private GroupLayout() {}
}
