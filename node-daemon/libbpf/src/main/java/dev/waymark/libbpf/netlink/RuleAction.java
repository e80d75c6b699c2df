package dev.waymark.libbpf.netlink;

/** What a rule does with packets that it matches, with the kernel's numbers. */
public enum RuleAction {
  LOOKUP(1),
  GOTO(2),
  NOP(3),
  BLACKHOLE(6),
  UNREACHABLE(7),
  PROHIBIT(8),
  /** Any other; such a rule can be read but not written. */
  OTHER(0);

  private final int number;

  RuleAction(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  static RuleAction of(int number) {
    for (RuleAction action : values()) {
      if (action.number == number) {
        return action;
      }
    }
    return OTHER;
  }
}
