package dev.waymark.dataplane.layout;

/**
 * A route ({@code struct wm_route}): what a leaf of a table names.
 *
 * <pre>
 *   +0 type (u8)  +1 prefix_length (u8)  +2 mtu (u16)  +4 group  +8 mark  +12 counter
 * </pre>
 */
public final class RouteLayout {
  public static final int TYPE = 0;
  public static final int PREFIX_LENGTH = 1;
  public static final int MTU = 2;
  public static final int GROUP = 4;
  public static final int MARK = 8;
  public static final int COUNTER = 12;
  public static final int BYTES = 16;

  static final Struct STRUCT =
      Struct.named("wm_route")
          .field("type", TYPE, 1)
          .field("prefix_length", PREFIX_LENGTH, 1)
          .field("mtu", MTU, 2)
          .field("group", GROUP, 4)
          .field("mark", MARK, 4)
          .field("counter", COUNTER, 4)
          .bytes(BYTES);

  private RouteLayout() {}
}
