package dev.waymark.dataplane.layout;

/**
 * Questions for the lookup program ({@code struct wm_queries} of {@code struct wm_query}).
 *
 * <pre>
 *   +0 count   +4 answered   +8 queries[QUERIES_MAX]
 *   query: +0 address (16 bytes, network order)  +16 table (u16)  +18 family  +19 slot  +20 leaf
 * </pre>
 */
public final class QueriesLayout {
  public static final int QUERIES_MAX = 4096;

  public static final int COUNT = 0;
  public static final int ANSWERED = 4;
  public static final int QUERIES = 8;

  public static final int ADDRESS = 0;
  public static final int TABLE = 16;
  public static final int FAMILY = 18;
  public static final int SLOT = 19;
  public static final int LEAF = 20;
  public static final int QUERY_BYTES = 24;

  public static final int BYTES = QUERIES + QUERIES_MAX * QUERY_BYTES;

  static final Struct QUERY_STRUCT =
      Struct.named("wm_query")
          .field("address", ADDRESS, 16)
          .field("table", TABLE, 2)
          .field("family", FAMILY, 1)
          .field("slot", SLOT, 1)
          .field("leaf", LEAF, 4)
          .bytes(QUERY_BYTES);

  static final Struct STRUCT =
      Struct.named("wm_queries")
          .field("count", COUNT, 4)
          .field("answered", ANSWERED, 4)
          .field("queries", QUERIES, QUERIES_MAX * QUERY_BYTES)
          .bytes(BYTES);

  private QueriesLayout() {}
}
