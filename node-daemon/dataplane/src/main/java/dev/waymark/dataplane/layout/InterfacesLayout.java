package dev.waymark.dataplane.layout;

/**
 * Attached interfaces ({@code struct wm_interfaces} of {@code struct wm_interface}).
 *
 * <pre>
 *   +0 multiplier   +4 count   +8 slots[INTERFACE_SLOTS], an interface in slot
 *                                  (ifindex * multiplier) >>> 24
 *   slot: +0 ifindex (0: free)  +4 path  +5 source_check  +6 l2 (bytes)  +7 field_class
 *         +8 mac (6 bytes; 0: none)  +14 pad
 * </pre>
 */
public final class InterfacesLayout {
  public static final int INTERFACE_SLOTS = 256;
  public static final int INTERFACES_MAX = 64;

  public static final int MULTIPLIER = 0;
  public static final int COUNT = 4;
  public static final int SLOTS_AT = 8;

  public static final int IFINDEX = 0;
  public static final int PATH = 4;
  public static final int SOURCE_CHECK = 5;
  public static final int L2 = 6;
  public static final int FIELD_CLASS = 7;
  public static final int MAC = 8;
  public static final int MAC_BYTES = 6;
  public static final int SLOT_BYTES = 16;

  public static final int BYTES = SLOTS_AT + INTERFACE_SLOTS * SLOT_BYTES;

  static final Struct SLOT_STRUCT =
      Struct.named("wm_interface")
          .field("ifindex", IFINDEX, 4)
          .field("path", PATH, 1)
          .field("source_check", SOURCE_CHECK, 1)
          .field("l2", L2, 1)
          .field("field_class", FIELD_CLASS, 1)
          .field("mac", MAC, MAC_BYTES)
          .field("pad", 14, 2)
          .bytes(SLOT_BYTES);

  static final Struct STRUCT =
      Struct.named("wm_interfaces")
          .field("multiplier", MULTIPLIER, 4)
          .field("count", COUNT, 4)
          .field("slots", SLOTS_AT, INTERFACE_SLOTS * SLOT_BYTES)
          .bytes(BYTES);

  private InterfacesLayout() {}
}
