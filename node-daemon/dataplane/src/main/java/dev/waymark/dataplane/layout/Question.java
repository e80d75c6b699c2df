package dev.waymark.dataplane.layout;

/** What the lookup program is asked ({@code enum wm_question}). */
public enum Question implements AbiEnum {
  /** The leaf of a table for an IPv4 address. */
  LEAF_V4(0),
  /** The leaf of a table for an IPv6 address. */
  LEAF_V6(1),
  /** The digest of a route's record, by index. */
  ROUTE(2),
  /** The digest of a group's record, by index. */
  GROUP(3),
  /** The next hop that flows of a hash take in a group. */
  MEMBER(4),
  /** The digest of a next hop's record, by index. */
  NEXT_HOP(5);

  private final int code;

  Question(int code) {
    this.code = code;
  }

  /** The question for an address of a family. */
  public static Question leaf(Family family) {
    return family == Family.V4 ? LEAF_V4 : LEAF_V6;
  }

  @Override
  public int code() {
    return code;
  }

  @Override
  public String cName() {
    return "WM_ASK_" + name();
  }
}
