package dev.waymark.dataplane.layout;

/**
 * A generation: one whole configuration ({@code struct wm_generation}), written last of all that it
 * reaches, before it is published, and never changed after.
 *
 * <pre>
 *   +0 number (u64)   +8 digest (32 bytes)   +40 abi   +44 checksum (CRC-32C, itself as 0)
 *   +48 mark_mask  +52 flags (GENERATION_...)
 *   +56 routes  +64 groups  +72 next_hops      (wm_array each)
 *   +80 classifier[2]   offset, by family; 0: no rules
 *   +88 to_node[2]      likewise, for packets to the node's own addresses
 *   +96 interfaces (offset)  +100 pad
 *   +104 tables[2][TABLES]                     (wm_lpm each)
 * </pre>
 */
public final class GenerationLayout {
  public static final int TABLES = 256;

  /** The node's own and broadcast addresses. */
  public static final int TABLE_OWN = 0;

  public static final int TABLE_DEFAULT = 253;
  public static final int TABLE_MAIN = 254;

  /** The kernel translates addresses: the Fast path asks its connection table. */
  public static final int GENERATION_NAT = 1;

  public static final int NUMBER = 0;
  public static final int DIGEST = 8;
  public static final int DIGEST_BYTES = 32;
  public static final int ABI = 40;
  public static final int CHECKSUM = 44;
  public static final int MARK_MASK = 48;
  public static final int FLAGS = 52;
  public static final int ROUTES = 56;
  public static final int GROUPS = 64;
  public static final int NEXT_HOPS = 72;
  public static final int CLASSIFIER = 80;
  public static final int TO_NODE = 88;
  public static final int INTERFACES = 96;
  public static final int TABLES_AT = 104;
  public static final int BYTES = TABLES_AT + 2 * TABLES * LpmLayout.BYTES;

  static final Struct STRUCT =
      Struct.named("wm_generation")
          .field("number", NUMBER, 8)
          .field("digest", DIGEST, DIGEST_BYTES)
          .field("abi", ABI, 4)
          .field("checksum", CHECKSUM, 4)
          .field("mark_mask", MARK_MASK, 4)
          .field("flags", FLAGS, 4)
          .field("routes", ROUTES, ArrayLayout.BYTES)
          .field("groups", GROUPS, ArrayLayout.BYTES)
          .field("next_hops", NEXT_HOPS, ArrayLayout.BYTES)
          .field("classifier", CLASSIFIER, 8)
          .field("to_node", TO_NODE, 8)
          .field("interfaces", INTERFACES, 4)
          .field("pad", 100, 4)
          .field("tables", TABLES_AT, 2 * TABLES * LpmLayout.BYTES)
          .bytes(BYTES);

  private GenerationLayout() {}
}
