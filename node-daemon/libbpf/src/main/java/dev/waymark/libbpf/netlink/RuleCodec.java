package dev.waymark.libbpf.netlink;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * {@code struct fib_rule_hdr}: family, destination length, source length, tos, table, two unused,
 * action (u8 each), flags u32.
 */
final class RuleCodec {
  private static final int FIXED_BYTES = 12;
  private static final int FRA_DST = 1;
  private static final int FRA_SRC = 2;
  private static final int FRA_IIFNAME = 3;
  private static final int FRA_GOTO = 4;
  private static final int FRA_PRIORITY = 6;
  private static final int FRA_FWMARK = 10;
  private static final int FRA_TUN_ID = 12;
  private static final int FRA_SUPPRESS_PREFIXLEN = 14;
  private static final int FRA_TABLE = 15;
  private static final int FRA_FWMASK = 16;
  private static final int FRA_OIFNAME = 17;
  private static final int FRA_L3MDEV = 19;
  private static final int FRA_UID_RANGE = 20;
  private static final int FRA_PROTOCOL = 21;
  private static final int FRA_IP_PROTO = 22;
  private static final int FRA_SPORT_RANGE = 23;
  private static final int FRA_DPORT_RANGE = 24;
  private static final int FIB_RULE_INVERT = 2;

  private final NetlinkMessage message;
  private Rule.@Nullable RulePrefix destination;
  private Rule.@Nullable RulePrefix source;
  private String iif = "";
  private String oif = "";
  private int priority;
  private int mark;
  private int mask;
  private int table;
  private int target;
  private int protocol;
  private int suppress = -1;
  private boolean selective;

  private RuleCodec(NetlinkMessage message) {
    this.message = message;
    this.table = message.u8(4);
  }

  // Other families are multicast.
  static @Nullable Rule decode(NetlinkMessage message) {
    IpFamily family = IpFamily.of(message.u8(0));
    if (family == null) {
      return null;
    }
    RuleCodec read = new RuleCodec(message);
    NetlinkMessage.attributes(message.body(), FIXED_BYTES, read::attribute);
    RuleAction action = RuleAction.of(message.u8(7));
    return new Rule(
        family,
        read.priority,
        read.mark,
        read.mask,
        action,
        action == RuleAction.LOOKUP ? read.table : 0,
        read.target,
        read.iif,
        read.oif,
        read.source,
        read.destination,
        message.u8(3),
        read.protocol,
        read.suppress,
        (message.i32(8) & FIB_RULE_INVERT) != 0,
        read.selective);
  }

  private void attribute(int type, ByteBuffer value) {
    switch (type) {
      case FRA_DST -> destination = prefix(value, message.u8(1));
      case FRA_SRC -> source = prefix(value, message.u8(2));
      case FRA_IIFNAME -> iif = NetlinkMessage.text(value);
      case FRA_OIFNAME -> oif = NetlinkMessage.text(value);
      case FRA_GOTO -> target = value.getInt(0);
      case FRA_PRIORITY -> priority = value.getInt(0);
      case FRA_FWMARK -> mark = value.getInt(0);
      case FRA_FWMASK -> mask = value.getInt(0);
      case FRA_TABLE -> table = value.getInt(0);
      case FRA_PROTOCOL -> protocol = Byte.toUnsignedInt(value.get(0));
      case FRA_SUPPRESS_PREFIXLEN -> suppress = value.getInt(0);
      case FRA_TUN_ID, FRA_UID_RANGE, FRA_IP_PROTO, FRA_SPORT_RANGE, FRA_DPORT_RANGE ->
          selective = true;
      case FRA_L3MDEV -> selective |= value.get(0) != 0;
      default -> {}
    }
  }

  private static Rule.RulePrefix prefix(ByteBuffer value, int length) {
    return new Rule.RulePrefix(NetlinkMessage.address(value), length);
  }

  static void encode(Rule rule, MessageWriter writer) {
    if (rule.action() == RuleAction.OTHER || rule.selective()) {
      throw new IllegalArgumentException("cannot be written: " + rule);
    }
    Rule.RulePrefix to = rule.destination();
    Rule.RulePrefix from = rule.source();
    writer
        .u8(rule.family().number())
        .u8(to == null ? 0 : to.length())
        .u8(from == null ? 0 : from.length())
        .u8(rule.tos())
        .u8(rule.table() > 0 && rule.table() < 256 ? rule.table() : 0)
        .u16(0)
        .u8(rule.action().number())
        .u32(rule.inverted() ? FIB_RULE_INVERT : 0);
    if (to != null) {
      writer.attribute(FRA_DST, to.address());
    }
    if (from != null) {
      writer.attribute(FRA_SRC, from.address());
    }
    writer.attribute(FRA_PRIORITY, rule.priority());
    if (rule.action() == RuleAction.LOOKUP) {
      writer.attribute(FRA_TABLE, rule.table());
    }
    if (rule.action() == RuleAction.GOTO) {
      writer.attribute(FRA_GOTO, rule.target());
    }
    if (rule.mask() != 0) {
      writer.attribute(FRA_FWMARK, rule.mark());
      writer.attribute(FRA_FWMASK, rule.mask());
    }
    if (!rule.iif().isEmpty()) {
      writer.attribute(FRA_IIFNAME, rule.iif());
    }
    if (!rule.oif().isEmpty()) {
      writer.attribute(FRA_OIFNAME, rule.oif());
    }
    if (rule.protocol() != 0) {
      writer.attributeU8(FRA_PROTOCOL, rule.protocol());
    }
    if (rule.suppressPrefixLength() >= 0) {
      writer.attribute(FRA_SUPPRESS_PREFIXLEN, rule.suppressPrefixLength());
    }
  }

  static void encodeDump(IpFamily family, MessageWriter writer) {
    writer.u32(family.number()).u32(0).u32(0);
  }
}
