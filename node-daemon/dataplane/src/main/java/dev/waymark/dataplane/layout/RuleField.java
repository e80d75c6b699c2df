package dev.waymark.dataplane.layout;

/** What the classifier looks at ({@code enum wm_field}). */
public enum RuleField implements AbiEnum {
  /** Source address. */
  FROM(0),
  /** Destination address. */
  TO(1),
  /** Source port: 16 bits. */
  SOURCE_PORT(2),
  /** Destination port: 16 bits. */
  DESTINATION_PORT(3),
  /** ICMP type and code behind a set bit: 17 bits. */
  ICMP(4),
  /** The mark under the first mask. */
  MARK_0(5),
  /** The mark under the second mask. */
  MARK_1(6),
  /** The mark under the third mask. */
  MARK_2(7),
  /** The mark under the fourth mask. */
  MARK_3(8),
  /** Input interface. */
  INTERFACE(9),
  /** Differentiated services code point, 0 to 63. */
  DSCP(10),
  /** Protocol number. */
  PROTOCOL(11);

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
