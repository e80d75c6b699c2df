package dev.waymark.dataplane.layout;

/** What became of a packet, in short ({@code enum wm_verdict}). */
public enum Verdict implements AbiEnum {
  /** The kernel's, unchanged. */
  PASS(0),
  /** The kernel's, marked. */
  KERNEL(1),
  /** Redirected. */
  FAST(2),
  /** Dropped. */
  DROP(3);

  private static final AbiCodes<Verdict> CODES = new AbiCodes<>("wm_verdict", values());
  private final int code;

  Verdict(int code) {
    this.code = code;
  }

  @Override
  public int code() {
    return code;
  }

  @Override
  public String cName() {
    return "WM_VERDICT_" + name();
  }

  /**
   * The constant for a number read from shared memory.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Verdict of(int code) {
    return CODES.of(code);
  }
}
