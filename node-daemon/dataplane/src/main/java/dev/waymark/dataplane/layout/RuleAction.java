package dev.waymark.dataplane.layout;

/** What a rule does with a packet ({@code enum wm_rule_action}). */
public enum RuleAction implements AbiEnum {
  /** No action: never in a published rule. */
  NONE(0),
  /** Look the destination up in a table. */
  LOOKUP(1),
  /** Drop, counted. */
  DROP(2),
  /** The kernel's ICMP: Kernel path, with a mark. */
  REJECT(3),
  /** The kernel, unchanged. */
  PASS(4);

  private static final AbiCodes<RuleAction> CODES = new AbiCodes<>("wm_rule_action", values());
  private final int code;

  RuleAction(int code) {
    this.code = code;
  }

  @Override
  public int code() {
    return code;
  }

  @Override
  public String cName() {
    return "WM_RULE_" + name();
  }

  /**
   * The constant for a number read from shared memory.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static RuleAction of(int code) {
    return CODES.of(code);
  }
}
