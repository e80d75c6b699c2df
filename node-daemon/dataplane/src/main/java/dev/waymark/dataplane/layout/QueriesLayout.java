package dev.waymark.dataplane.layout;

import java.nio.ByteOrder;

/**
 * Questions for the lookup program ({@code struct wm_queries} of {@code struct wm_query}).
 *
 * <pre>
 *   +0 count   +4 answered   +8 slot   +16 queries[QUERIES_MAX]
 *   query: +0 hi   +8 lo   +16 table (u16)  +18 question  +20 answer
 * </pre>
 */
public final class QueriesLayout {
  public static final int QUERIES_MAX = 8192;
  public static final int DIGEST_PRIME = 16777619;

  public static final int COUNT = 0;
  public static final int ANSWERED = 4;
  public static final int SLOT = 8;
  public static final int QUERIES = 16;

  public static final int HI = 0;
  public static final int LO = 8;
  public static final int TABLE = 16;
  public static final int QUESTION = 18;
  public static final int ANSWER = 20;
  public static final int QUERY_BYTES = 24;

  public static final int BYTES = QUERIES + QUERIES_MAX * QUERY_BYTES;

  private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  static final Struct QUERY_STRUCT =
      Struct.named("wm_query")
          .field("hi", HI, 8)
          .field("lo", LO, 8)
          .field("table", TABLE, 2)
          .field("question", QUESTION, 1)
          .field("pad", 19, 1)
          .field("answer", ANSWER, 4)
          .bytes(QUERY_BYTES);

  static final Struct STRUCT =
      Struct.named("wm_queries")
          .field("count", COUNT, 4)
          .field("answered", ANSWERED, 4)
          .field("slot", SLOT, 4)
          .field("pad", 12, 4)
          .field("queries", QUERIES, QUERIES_MAX * QUERY_BYTES)
          .bytes(BYTES);

  private QueriesLayout() {}

  /** The last word of a query: table, question, and no answer yet. */
  public static long word(int table, Question question) {
    return LITTLE
        ? table | (long) question.code() << Short.SIZE
        : (long) table << 48 | (long) question.code() << 40;
  }

  /** The answer in the last word of a query. */
  public static int answer(long word) {
    return LITTLE ? (int) (word >>> Integer.SIZE) : (int) word;
  }
}
