package dev.waymark.dataplane.layout;

/**
 * The timer that takes an unconfirmed generation back ({@code struct wm_rollback}), and the order
 * that arms it ({@code struct wm_rollback_order}), which a test run's packet carries.
 *
 * <pre>
 *   state:  +0 timer (the kernel's)  +16 expected  +24 restore  +32 fired  +40 taken  +48 left
 *   packet: +0 nothing  +ROLLBACK_ORDER_AT expected  restore  timeout
 * </pre>
 *
 * Only the programs write the state.
 */
public final class RollbackLayout {
  public static final int ROLLBACK_ORDER_AT = 16;

  public static final int TIMER = 0;
  public static final int EXPECTED = 16;
  public static final int RESTORE = 24;
  public static final int FIRED = 32;
  public static final int TAKEN = 40;
  public static final int LEFT = 48;
  public static final int BYTES = 56;

  public static final int ORDER_EXPECTED = 0;
  public static final int ORDER_RESTORE = 8;
  public static final int ORDER_TIMEOUT = 16;
  public static final int ORDER_BYTES = 24;

  static final Struct STRUCT =
      Struct.named("wm_rollback")
          .field("timer", TIMER, 16)
          .field("expected", EXPECTED, 8)
          .field("restore", RESTORE, 8)
          .field("fired", FIRED, 8)
          .field("taken", TAKEN, 8)
          .field("left", LEFT, 8)
          .bytes(BYTES);

  static final Struct ORDER_STRUCT =
      Struct.named("wm_rollback_order")
          .field("expected", ORDER_EXPECTED, 8)
          .field("restore", ORDER_RESTORE, 8)
          .field("timeout", ORDER_TIMEOUT, 8)
          .bytes(ORDER_BYTES);

  private RollbackLayout() {}
}
