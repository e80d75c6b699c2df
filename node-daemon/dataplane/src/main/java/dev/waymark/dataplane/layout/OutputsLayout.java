package dev.waymark.dataplane.layout;

/**
 * What a multicast route's packets are copied to ({@code struct wm_outputs}, {@code wm_output}).
 *
 * <pre>
 *   +0 input   ifindex that the packets must come in by
 *   +4 count   1 to OUTPUTS_MAX
 *   +8 outputs[count]
 *        +0 next_hop (index)   +4 source (6 bytes, link-layer address)   +10 pad
 * </pre>
 */
public final class OutputsLayout {
  public static final int OUTPUTS_MAX = 32;

  public static final int INPUT = 0;
  public static final int COUNT = 4;
  public static final int BYTES = 8;

  public static final int OUTPUT_NEXT_HOP = 0;
  public static final int OUTPUT_SOURCE = 4;
  public static final int OUTPUT_SOURCE_BYTES = 6;
  public static final int OUTPUT_BYTES = 12;

  static final Struct OUTPUT_STRUCT =
      Struct.named("wm_output")
          .field("next_hop", OUTPUT_NEXT_HOP, 4)
          .field("source", OUTPUT_SOURCE, OUTPUT_SOURCE_BYTES)
          .field("pad", 10, 2)
          .bytes(OUTPUT_BYTES);

  static final Struct STRUCT =
      Struct.named("wm_outputs")
          .field("input", INPUT, 4)
          .field("count", COUNT, 4)
          .field("outputs", BYTES, 0)
          .bytes(BYTES);

  private OutputsLayout() {}

  /** Size of a block of so many outputs. */
  public static int bytes(int count) {
    return BYTES + count * OUTPUT_BYTES;
  }
}
