package dev.waymark.dataplane.layout;

/** What the classifier looks at ({@code enum wm_field}). */
public enum RuleField implements AbiEnum {
  /** Source address. */
  FROM(0),
  /** Destination address. */
  TO(1),
  /** Input interface. */
  INTERFACE(2),
  /** Differentiated services code point, 0 to 63. */
  DSCP(3);

  private static final AbiCodes<RuleField> CODES = new AbiCodes<>("wm_field", values());
  private final int code;

  RuleField(int code) {
    this.code = code;
  }

  @Override
  public int code() {
    return code;
  }

  @Override
  public String cName() {
    return "WM_FIELD_" + name();
  }

  /**
   * The constant for a number read from shared memory.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static RuleField of(int code) {
    return CODES.of(code);
  }
}
