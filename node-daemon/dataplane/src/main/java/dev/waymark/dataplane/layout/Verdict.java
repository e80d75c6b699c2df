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

  private static final Verdict[] BY_CODE = index();
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
    if (code < 0 || code >= BY_CODE.length || BY_CODE[code] == null) {
      throw new IllegalArgumentException("enum wm_verdict has no value " + code);
    }
    return BY_CODE[code];
  }

  private static Verdict[] index() {
    int last = 0;
    for (Verdict value : values()) {
      last = Math.max(last, value.code);
    }
    Verdict[] byCode = new Verdict[last + 1];
    for (Verdict value : values()) {
      byCode[value.code] = value;
    }
    return byCode;
  }
}
