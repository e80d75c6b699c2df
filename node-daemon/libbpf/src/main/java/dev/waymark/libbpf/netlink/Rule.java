package dev.waymark.libbpf.netlink;

import org.jspecify.annotations.Nullable;

/**
 * A policy rule of the kernel.
 *
 * @param priority unsigned, the smaller is asked first
 * @param mark and
 * @param mask of the packet's fwmark; a mask of 0 matches every packet
 * @param table of {@link RuleAction#LOOKUP}, else 0
 * @param target the priority that {@link RuleAction#GOTO} goes on at, else 0
 * @param iif the name of the incoming interface, empty for any
 * @param oif the name of the outgoing interface that a local socket is bound to, empty for any
 * @param source null for any
 * @param destination null for any
 * @param tos 0 for any
 * @param protocol who added it: 2 kernel, 0 unknown …
 * @param suppressPrefixLength routes with a prefix this long or shorter do not count; -1 off
 * @param inverted matches what does not match
 * @param selective it also selects by something that this record has no word for (ports, user …)
 */
public record Rule(
    IpFamily family,
    int priority,
    int mark,
    int mask,
    RuleAction action,
    int table,
    int target,
    String iif,
    String oif,
    @Nullable RulePrefix source,
    @Nullable RulePrefix destination,
    int tos,
    int protocol,
    int suppressPrefixLength,
    boolean inverted,
    boolean selective)
    implements KernelObject.Changeable {

  /** A prefix that a rule selects by. */
  public record RulePrefix(IpAddress address, int length) {}

  /** Looks every packet up in a table. */
  public static Rule lookup(IpFamily family, int priority, int table) {
    return plain(family, priority, RuleAction.LOOKUP, table, 0);
  }

  /** Goes on at the rule of another, later priority. */
  public static Rule goTo(IpFamily family, int priority, int target) {
    return plain(family, priority, RuleAction.GOTO, 0, target);
  }

  /** Does nothing; a place that {@link RuleAction#GOTO} can go to. */
  public static Rule nop(IpFamily family, int priority) {
    return plain(family, priority, RuleAction.NOP, 0, 0);
  }

  private static Rule plain(
      IpFamily family, int priority, RuleAction action, int table, int target) {
    return new Rule(
        family, priority, 0, 0, action, table, target, "", "", null, null, 0, 0, -1, false, false);
  }

  public Rule withMark(int newMark, int newMask) {
    return with(action, newMark, newMask, iif, protocol);
  }

  public Rule withIif(String name) {
    return with(action, mark, mask, name, protocol);
  }

  public Rule withProtocol(int newProtocol) {
    return with(action, mark, mask, iif, newProtocol);
  }

  public Rule withAction(RuleAction newAction) {
    return with(newAction, mark, mask, iif, protocol);
  }

  public Rule withSource(@Nullable RulePrefix prefix) {
    return withPrefixes(prefix, destination);
  }

  public Rule withDestination(@Nullable RulePrefix prefix) {
    return withPrefixes(source, prefix);
  }

  private Rule withPrefixes(@Nullable RulePrefix from, @Nullable RulePrefix to) {
    return new Rule(
        family,
        priority,
        mark,
        mask,
        action,
        table,
        target,
        iif,
        oif,
        from,
        to,
        tos,
        protocol,
        suppressPrefixLength,
        inverted,
        selective);
  }

  private Rule with(
      RuleAction newAction, int newMark, int newMask, String newIif, int newProtocol) {
    return new Rule(
        family,
        priority,
        newMark,
        newMask,
        newAction,
        table,
        target,
        newIif,
        oif,
        source,
        destination,
        tos,
        newProtocol,
        suppressPrefixLength,
        inverted,
        selective);
  }

  @Override
  public String toString() {
    return "%s rule %s, %s"
        .formatted(
            family,
            Integer.toUnsignedString(priority),
            switch (action) {
              case LOOKUP -> "lookup table " + Integer.toUnsignedString(table);
              case GOTO -> "goto " + Integer.toUnsignedString(target);
              default -> action.toString();
            });
  }
}
