package dev.waymark.dataplane.layout;

/** The Fast path's reverse-path check ({@code enum wm_source_check}). */
public enum SourceCheck implements AbiEnum {
  /** No check. */
  OFF(0),
  /** Some route to the source exists. */
  LOOSE(1),
  /** The route to the source leaves by the input interface. */
  STRICT(2);

  private static final AbiCodes<SourceCheck> CODES = new AbiCodes<>("wm_source_check", values());
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
    return CODES.of(code);
  }
}
