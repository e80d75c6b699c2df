package dev.waymark.dataplane.layout;

/**
 * A counter ({@code struct wm_count}), one for each CPU; written by the programs only.
 *
 * <pre>
 *   +0 packets   +8 bytes
 * </pre>
 */
public final class CountLayout {
  public static final int COUNTERS_MAX = 16384;

  /** Values of the reasons map, {@code WM_REASON_COUNT}. */
  public static final int REASON_COUNT = 128;

  public static final int PACKETS = 0;
  public static final int OCTETS = 8;
  public static final int BYTES = 16;

  static final Struct STRUCT =
      Struct.named("wm_count").field("packets", PACKETS, 8).field("bytes", OCTETS, 8).bytes(BYTES);

  private CountLayout() {}
}
