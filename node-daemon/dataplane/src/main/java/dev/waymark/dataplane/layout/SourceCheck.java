package dev.waymark.dataplane.layout;

/** The Fast path's reverse-path check ({@code enum wm_source_check}). */
public enum SourceCheck implements AbiEnum {
  /** No check. */
  OFF(0),
  /** Some route to the source exists. */
  LOOSE(1),
  /** The route to the source leaves by the input interface. */
  STRICT(2);

  private static final SourceCheck[] BY_CODE = index();
  private final int code;

  SourceCheck(int code) {
    this.code = code;
  }

  @Override
  public int code() {
    return code;
  }

  @Override
  public String cName() {
    return "WM_SOURCE_CHECK_" + name();
  }

  /**
   * The constant for a number read from shared memory.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static SourceCheck of(int code) {
    if (code < 0 || code >= BY_CODE.length || BY_CODE[code] == null) {
      throw new IllegalArgumentException("enum wm_source_check has no value " + code);
    }
    return BY_CODE[code];
  }

  private static SourceCheck[] index() {
    int last = 0;
    for (SourceCheck value : values()) {
      last = Math.max(last, value.code);
    }
    SourceCheck[] byCode = new SourceCheck[last + 1];
    for (SourceCheck value : values()) {
      byCode[value.code] = value;
    }
    return byCode;
  }
}
