package dev.waymark.dataplane.layout;

/**
 * The store's header ({@code struct wm_store}) and the map of the whole value.
 *
 * <pre>
 *   0            wm_store          header; written once, when the store is made
 *     64           control         the control word, on a cache line of its own
 *   4096         wm_generation[0]  SLOTS records, SLOT_STRIDE apart; written before publishing
 *   HEAP         allocator's       tries, pages of records, classifiers
 *   size         a power of two
 * </pre>
 */
public final class StoreLayout {
  public static final int ABI_VERSION = 3;
  public static final int STORE_MAGIC = 0x4b524d57;

  public static final int SLOTS = 32;
  public static final int SLOT_STRIDE = 4352;
  public static final int SLOT_BASE = 4096;
  public static final int HEAP = SLOT_BASE + SLOTS * SLOT_STRIDE;

  /** Smallest and largest store, bytes. */
  public static final int STORE_MIN = 1 << 20;

  public static final int STORE_MAX = 1 << 29;

  public static final int MAGIC = 0;
  public static final int ABI = 4;
  public static final int SIZE = 8;
  public static final int CONTROL = 64;
  public static final int BYTES = 128;

  static final Struct STRUCT =
      Struct.named("wm_store")
          .field("magic", MAGIC, 4)
          .field("abi", ABI, 4)
          .field("size", SIZE, 8)
          .field("pad", 16, 48)
          .field("control", CONTROL, 8)
          .field("pad2", 72, 56)
          .bytes(BYTES);

  private StoreLayout() {}

  /** Offset of a slot's generation record. */
  public static int slot(int slot) {
    if (slot < 0 || slot >= SLOTS) {
      throw new IllegalArgumentException("slot " + slot + " is not one of " + SLOTS);
    }
    return SLOT_BASE + slot * SLOT_STRIDE;
  }
}
