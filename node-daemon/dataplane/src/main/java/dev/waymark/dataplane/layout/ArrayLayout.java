package dev.waymark.dataplane.layout;

/**
 * Records in copy-on-write pages ({@code struct wm_array}).
 *
 * <pre>
 *   +0 pages   offset of ceil(count / PAGE) offsets (u32) of pages of PAGE records each
 *   +4 count   indices 0..count-1 exist; index 0 is never a record
 * </pre>
 */
public final class ArrayLayout {
  public static final int PAGE = 256;
  public static final int PAGE_SHIFT = 8;

  public static final int PAGES = 0;
  public static final int COUNT = 4;
  public static final int BYTES = 8;

  static final Struct STRUCT =
      Struct.named("wm_array").field("pages", PAGES, 4).field("count", COUNT, 4).bytes(BYTES);

  private ArrayLayout() {}
}
