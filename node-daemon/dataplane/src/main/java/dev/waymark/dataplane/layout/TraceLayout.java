package dev.waymark.dataplane.layout;

/** What the twin of the live program says of one packet ({@code struct wm_trace}). */
public final class TraceLayout {
  public static final int GENERATION = 0;
  public static final int VERDICT = 8;
  public static final int REASON = 12;
  public static final int RULE = 16;
  public static final int TABLE = 20;
  public static final int ROUTE = 24;
  public static final int GROUP = 28;
  public static final int BUCKET = 32;
  public static final int NEXT_HOP = 36;
  public static final int IFINDEX = 40;
  public static final int MARK = 44;
  public static final int TRIES = 48;
  public static final int HASH = 52;
  public static final int OWN = 56;
  public static final int BYTES = 64;

  static final Struct STRUCT =
      Struct.named("wm_trace")
          .field("generation", GENERATION, 8)
          .field("verdict", VERDICT, 4)
          .field("reason", REASON, 4)
          .field("rule", RULE, 4)
          .field("table", TABLE, 4)
          .field("route", ROUTE, 4)
          .field("group", GROUP, 4)
          .field("bucket", BUCKET, 4)
          .field("next_hop", NEXT_HOP, 4)
          .field("ifindex", IFINDEX, 4)
          .field("mark", MARK, 4)
          .field("tries", TRIES, 4)
          .field("hash", HASH, 4)
          .field("own", OWN, 4)
          .field("pad", 60, 4)
          .bytes(BYTES);

  private TraceLayout() {}
}
