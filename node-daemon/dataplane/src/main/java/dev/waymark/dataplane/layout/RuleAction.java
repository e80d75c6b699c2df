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

  private static final RuleAction[] BY_CODE = index();
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
    if (code < 0 || code >= BY_CODE.length || BY_CODE[code] == null) {
      throw new IllegalArgumentException("enum wm_rule_action has no value " + code);
    }
    return BY_CODE[code];
  }

  private static RuleAction[] index() {
    int last = 0;
    for (RuleAction value : values()) {
      last = Math.max(last, value.code);
    }
    RuleAction[] byCode = new RuleAction[last + 1];
    for (RuleAction value : values()) {
      byCode[value.code] = value;
    }
    return byCode;
  }
}
