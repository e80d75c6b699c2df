package dev.waymark.dataplane.layout;

/**
 * What a first fragment had, for the later ones ({@code struct wm_fragment} by {@code struct
 * wm_fragment_key}).
 *
 * <pre>
 *   key:   +0 source  +16 destination (two u64 each)  +32 id  +36 protocol (u16)  +38 family (u16)
 *   value: +0 ports[2] (u16)   +4 icmp   +8 protocol
 * </pre>
 */
public final class FragmentLayout {
  /** Datagrams that are remembered; the least recently seen is forgotten. */
  public static final int FRAGMENTS_MAX = 4096;

  public static final int KEY_BYTES = 40;
  public static final int VALUE_BYTES = 12;

  static final Struct KEY_STRUCT =
      Struct.named("wm_fragment_key")
          .field("source_hi", 0, 8)
          .field("source_lo", 8, 8)
          .field("destination_hi", 16, 8)
          .field("destination_lo", 24, 8)
          .field("id", 32, 4)
          .field("protocol", 36, 2)
          .field("family", 38, 2)
          .bytes(KEY_BYTES);

  static final Struct STRUCT =
      Struct.named("wm_fragment")
          .field("ports", 0, 4)
          .field("icmp", 4, 4)
          .field("protocol", 8, 4)
          .bytes(VALUE_BYTES);

  private FragmentLayout() {}
}
