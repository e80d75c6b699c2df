package dev.waymark.dataplane.layout;

/**
 * The control word, read once by each program run.
 *
 * <pre>
 *   63            24 23   16 15    8 7     0
 *   +---------------+-------+-------+-------+
 *   | sequence (40) | phase | stable| active|
 *   +---------------+-------+-------+-------+
 * </pre>
 */
public final class ControlLayout {
  public static final int CONTROL_ACTIVE_SHIFT = 0;
  public static final int CONTROL_STABLE_SHIFT = 8;
  public static final int CONTROL_PHASE_SHIFT = 16;
  public static final int CONTROL_SEQUENCE_SHIFT = 24;

  private ControlLayout() {}
}
