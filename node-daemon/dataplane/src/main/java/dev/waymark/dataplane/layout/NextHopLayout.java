package dev.waymark.dataplane.layout;

/**
 * A next hop ({@code struct wm_next_hop}).
 *
 * <pre>
 *   +0 ifindex  +4 mark  +8 gateway (16 bytes, network order; v4 in the first four)
 *   +24 family (u8; 0: on link)  +25 flags (u8)  +26 mtu (u16)  +28 counter
 * </pre>
 */
public final class NextHopLayout {
  public static final int IFINDEX = 0;
  public static final int MARK = 4;
  public static final int GATEWAY = 8;
  public static final int FAMILY = 24;
  public static final int FLAGS = 25;
  public static final int MTU = 26;
  public static final int COUNTER = 28;
  public static final int BYTES = 32;

  /** {@code enum wm_next_hop_flags}: no gateway, the destination itself is the neighbour. */
  public static final int NEXT_HOP_ONLINK = 1;

  /** {@code enum wm_next_hop_flags}: the device has no link-layer header. */
  public static final int NEXT_HOP_NO_L2 = 2;

  static final Struct STRUCT =
      Struct.named("wm_next_hop")
          .field("ifindex", IFINDEX, 4)
          .field("mark", MARK, 4)
          .field("gateway", GATEWAY, 16)
          .field("family", FAMILY, 1)
          .field("flags", FLAGS, 1)
          .field("mtu", MTU, 2)
          .field("counter", COUNTER, 4)
          .bytes(BYTES);

  private NextHopLayout() {}
}
