package dev.waymark.dataplane.layout;

/**
 * Which events are wanted, and what was not told ({@code struct wm_event_control}). The reader of
 * events writes the first three; programs clear {@code until} once it is past, and write the rest.
 *
 * <pre>
 *   +0 until (u64, ns)   +8 one_in   +12 drops
 *   +16 window (u64)     +24 told    +28 pad
 *   +32 over (u64)       +40 lost (u64)
 * </pre>
 */
public final class EventControlLayout {
  /** Drops are limited over so many nanoseconds, as a power of two. */
  public static final int EVENT_WINDOW_SHIFT = 30;

  public static final int UNTIL = 0;
  public static final int ONE_IN = 8;
  public static final int DROPS = 12;
  public static final int OVER = 32;
  public static final int LOST = 40;
  public static final int BYTES = 48;

  static final Struct STRUCT =
      Struct.named("wm_event_control")
          .field("until", UNTIL, 8)
          .field("one_in", ONE_IN, 4)
          .field("drops", DROPS, 4)
          .field("window", 16, 8)
          .field("told", 24, 4)
          .field("pad", 28, 4)
          .field("over", OVER, 8)
          .field("lost", LOST, 8)
          .bytes(BYTES);

  private EventControlLayout() {}
}
