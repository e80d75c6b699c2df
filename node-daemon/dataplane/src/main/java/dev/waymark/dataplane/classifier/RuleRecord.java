package dev.waymark.dataplane.classifier;

import dev.waymark.dataplane.layout.RuleLayout;
import java.nio.ByteBuffer;

/** A rule as a {@code struct wm_rule}. */
final class RuleRecord {
  private RuleRecord() {}

  /** Fills a record that is all zero. */
  static void encode(Rule rule, ByteBuffer record) {
    Effects effects = rule.effects();
    int flags = rule.isEarly() ? RuleLayout.RULE_EARLY : 0;
    record.put(RuleLayout.ACTION, (byte) rule.action().code());
    record.putShort(RuleLayout.TABLE, (short) rule.table());
    record.putInt(RuleLayout.MARK, rule.mark());
    record.putInt(RuleLayout.COUNTER, rule.counter());
    record.put(RuleLayout.SUPPRESS, (byte) (rule.suppress() + 1));
    if (effects.dscp() != Effects.KEEP) {
      flags |= RuleLayout.RULE_SET_DSCP;
      record.put(RuleLayout.DSCP, (byte) effects.dscp());
    }
    MarkBits mark = effects.mark();
    if (mark != null) {
      record.putInt(RuleLayout.SET_MASK, mark.mask());
      record.putInt(RuleLayout.SET_MARK, mark.value());
    }
    Mirror mirror = effects.mirror();
    if (mirror != null) {
      record.putInt(RuleLayout.MIRROR, mirror.ifindex());
      record.putInt(RuleLayout.MIRROR_BELOW, mirror.below());
    }
    Limit limit = effects.limit();
    if (limit != null) {
      flags |= limit.unit() == Limit.Unit.BITS ? RuleLayout.RULE_LIMIT_BYTES : 0;
      flags |= limit.perSource() ? RuleLayout.RULE_LIMIT_SOURCE : 0;
      record.put(RuleLayout.LIMIT_SHIFT, (byte) limit.shift());
      record.putLong(RuleLayout.LIMIT_COST, limit.cost());
      record.putLong(RuleLayout.LIMIT_DEPTH, limit.depth());
    }
    record.put(RuleLayout.FLAGS, (byte) flags);
  }
}
