package dev.waymark.compiler.slice;

import dev.waymark.compiler.model.Copies;
import dev.waymark.compiler.model.DesiredAction;
import dev.waymark.compiler.model.DesiredMatch;
import dev.waymark.compiler.model.DesiredRule;
import dev.waymark.compiler.model.DesiredTransport;
import dev.waymark.compiler.model.IcmpType;
import dev.waymark.compiler.model.MarkBits;
import dev.waymark.compiler.model.PortRange;
import dev.waymark.compiler.model.RateLimit;
import dev.waymark.compiler.model.RuleEffects;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What only some rules have: which of it as a varint of bits, then each in the order of the bits.
 * Rules without any keep the bytes that they had before there was such a thing.
 */
final class RuleExtrasCodec {
  private static final int TO_NODE = 1;
  private static final int SUPPRESS = 1 << 1;
  private static final int PROTOCOL = 1 << 2;
  private static final int SOURCE_PORTS = 1 << 3;
  private static final int DESTINATION_PORTS = 1 << 4;
  private static final int ICMP = 1 << 5;
  private static final int MARK = 1 << 6;
  private static final int SET_DSCP = 1 << 7;
  private static final int SET_MARK = 1 << 8;
  private static final int LIMIT = 1 << 9;
  private static final int MIRROR = 1 << 10;
  private static final int ALL = (1 << 11) - 1;

  private static final int LIMIT_BITS = 1;
  private static final int LIMIT_SOURCE = 2;

  private static final int PORTS_MAX = 1024;
  private static final int NAME_MAX = 1024;

  private RuleExtrasCodec() {}

  static boolean has(DesiredRule rule) {
    return bits(rule) != 0;
  }

  private static int bits(DesiredRule rule) {
    DesiredTransport transport = rule.match().transport();
    RuleEffects effects = rule.effects();
    return (rule.toNode() ? TO_NODE : 0)
        | (suppress(rule) != DesiredAction.Lookup.NOTHING ? SUPPRESS : 0)
        | (transport.protocol() != null ? PROTOCOL : 0)
        | (transport.sourcePorts().isEmpty() ? 0 : SOURCE_PORTS)
        | (transport.destinationPorts().isEmpty() ? 0 : DESTINATION_PORTS)
        | (transport.icmp() != null ? ICMP : 0)
        | (rule.match().mark() != null ? MARK : 0)
        | (effects.dscp() != null ? SET_DSCP : 0)
        | (effects.mark() != null ? SET_MARK : 0)
        | (effects.limit() != null ? LIMIT : 0)
        | (effects.mirror() != null ? MIRROR : 0);
  }

  private static int suppress(DesiredRule rule) {
    return rule.action() instanceof DesiredAction.Lookup lookup
        ? lookup.suppress()
        : DesiredAction.Lookup.NOTHING;
  }

  static void write(ByteWriter out, DesiredRule rule) {
    DesiredTransport transport = rule.match().transport();
    RuleEffects effects = rule.effects();
    int bits = bits(rule);
    out.varint(bits);
    if ((bits & SUPPRESS) != 0) {
      out.put(suppress(rule));
    }
    if (transport.protocol() != null) {
      out.put(transport.protocol());
    }
    ports(out, transport.sourcePorts());
    ports(out, transport.destinationPorts());
    if (transport.icmp() != null) {
      out.put(transport.icmp().type());
      out.varint(transport.icmp().code() + 1L);
    }
    mark(out, rule.match().mark());
    if (effects.dscp() != null) {
      out.put(effects.dscp());
    }
    mark(out, effects.mark());
    RateLimit limit = effects.limit();
    if (limit != null) {
      out.put(
          (limit.unit() == RateLimit.Unit.Bits ? LIMIT_BITS : 0)
              | (limit.perSource() ? LIMIT_SOURCE : 0));
      out.varint(limit.rate());
      out.varint(limit.burst());
    }
    Copies mirror = effects.mirror();
    if (mirror != null) {
      out.text(mirror.interfaceName());
      out.varint(mirror.oneIn());
    }
  }

  private static void ports(ByteWriter out, List<PortRange> ranges) {
    if (!ranges.isEmpty()) {
      out.varint(ranges.size());
      for (PortRange range : ranges) {
        out.varint(range.first());
        out.varint(range.last());
      }
    }
  }

  private static void mark(ByteWriter out, @Nullable MarkBits mark) {
    if (mark != null) {
      out.varint(Integer.toUnsignedLong(mark.value()));
      out.varint(Integer.toUnsignedLong(mark.mask()));
    }
  }

  /** The rule with all that {@code plain} lacks. */
  static DesiredRule read(ByteReader in, DesiredRule plain) {
    int bits = in.number(ALL, "extras");
    try {
      int suppress = (bits & SUPPRESS) == 0 ? DesiredAction.Lookup.NOTHING : in.get();
      DesiredTransport transport =
          new DesiredTransport(
              (bits & PROTOCOL) == 0 ? null : (Integer) in.get(),
              (bits & SOURCE_PORTS) == 0 ? List.of() : ports(in),
              (bits & DESTINATION_PORTS) == 0 ? List.of() : ports(in),
              (bits & ICMP) == 0
                  ? null
                  : new IcmpType(in.get(), in.number(256, "ICMP code and one") - 1));
      @Nullable MarkBits mark = (bits & MARK) == 0 ? null : mark(in);
      RuleEffects effects =
          new RuleEffects(
              (bits & SET_DSCP) == 0 ? null : (Integer) in.get(),
              (bits & SET_MARK) == 0 ? null : mark(in),
              (bits & LIMIT) == 0 ? null : limit(in),
              (bits & MIRROR) == 0
                  ? null
                  : new Copies(in.text(NAME_MAX, "interface"), in.number(Copies.MOST, "one in")));
      DesiredMatch match = plain.match();
      return new DesiredRule(
          plain.priority(),
          plain.policy(),
          plain.name(),
          (bits & TO_NODE) != 0,
          new DesiredMatch(
              match.from(), match.to(), match.inputInterfaces(), match.dscp(), transport, mark),
          suppressing(plain.action(), suppress),
          effects);
    } catch (IllegalArgumentException e) {
      throw in.corrupt("a rule says what none can: " + e.getMessage(), e);
    }
  }

  private static DesiredAction suppressing(DesiredAction action, int suppress) {
    if (suppress == DesiredAction.Lookup.NOTHING) {
      return action;
    }
    if (action instanceof DesiredAction.Lookup lookup) {
      return new DesiredAction.Lookup(lookup.table(), suppress);
    }
    throw new IllegalArgumentException("only a Lookup suppresses");
  }

  private static List<PortRange> ports(ByteReader in) {
    List<PortRange> ranges = new ArrayList<>();
    for (int left = in.number(PORTS_MAX, "number of ports"); left > 0; left--) {
      ranges.add(new PortRange(in.number(65_535, "port"), in.number(65_535, "port")));
    }
    return ranges;
  }

  private static MarkBits mark(ByteReader in) {
    return new MarkBits(bits(in), bits(in));
  }

  private static int bits(ByteReader in) {
    long value = in.varint();
    if (value >>> Integer.SIZE != 0) {
      throw in.corrupt("a mark has more than 32 bits");
    }
    return (int) value;
  }

  private static RateLimit limit(ByteReader in) {
    int kind = in.number(LIMIT_BITS | LIMIT_SOURCE, "kind of limit");
    return new RateLimit(
        (kind & LIMIT_BITS) == 0 ? RateLimit.Unit.Packets : RateLimit.Unit.Bits,
        in.varint(),
        in.varint(),
        (kind & LIMIT_SOURCE) != 0);
  }
}
