package dev.waymark.dataplane.layout;

/**
 * One packet, told ({@code struct wm_event}); written by a program, once.
 *
 * <pre>
 *   +0 time (u64, ns)  +8 generation (u64)  +16 source (16 bytes)  +32 destination (16 bytes)
 *   +48 input  +52 output  +56 verdict  +60 reason  +64 table  +68 mark
 *   +72 rule  +76 route  +80 next_hop  +84 bytes  +88 one_in
 *   +92 source_port (u16)  +94 destination_port (u16)
 *   +96 family  +97 protocol  +98 ttl  +99 dscp  +100 pad
 * </pre>
 */
public final class EventLayout {
  /** Bytes of the ring. */
  public static final int EVENT_RING = 1 << 18;

  public static final int TIME = 0;
  public static final int GENERATION = 8;
  public static final int SOURCE = 16;
  public static final int DESTINATION = 32;
  public static final int INPUT = 48;
  public static final int OUTPUT = 52;
  public static final int VERDICT = 56;
  public static final int REASON = 60;
  public static final int TABLE = 64;
  public static final int MARK = 68;
  public static final int RULE = 72;
  public static final int ROUTE = 76;
  public static final int NEXT_HOP = 80;
  public static final int OCTETS = 84;
  public static final int ONE_IN = 88;
  public static final int SOURCE_PORT = 92;
  public static final int DESTINATION_PORT = 94;
  public static final int FAMILY = 96;
  public static final int PROTOCOL = 97;
  public static final int TTL = 98;
  public static final int DSCP = 99;
  public static final int BYTES = 104;

  static final Struct STRUCT =
      Struct.named("wm_event")
          .field("time", TIME, 8)
          .field("generation", GENERATION, 8)
          .field("source", SOURCE, 16)
          .field("destination", DESTINATION, 16)
          .field("input", INPUT, 4)
          .field("output", OUTPUT, 4)
          .field("verdict", VERDICT, 4)
          .field("reason", REASON, 4)
          .field("table", TABLE, 4)
          .field("mark", MARK, 4)
          .field("rule", RULE, 4)
          .field("route", ROUTE, 4)
          .field("next_hop", NEXT_HOP, 4)
          .field("bytes", OCTETS, 4)
          .field("one_in", ONE_IN, 4)
          .field("source_port", SOURCE_PORT, 2)
          .field("destination_port", DESTINATION_PORT, 2)
          .field("family", FAMILY, 1)
          .field("protocol", PROTOCOL, 1)
          .field("ttl", TTL, 1)
          .field("dscp", DSCP, 1)
          .field("pad", 100, 4)
          .bytes(BYTES);

  private EventLayout() {}
}
