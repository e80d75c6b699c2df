package dev.waymark.compiler.slice;

import dev.waymark.api.net.Prefix;
import dev.waymark.compiler.model.DesiredAction;
import dev.waymark.compiler.model.DesiredMatch;
import dev.waymark.compiler.model.DesiredRule;
import dev.waymark.compiler.model.RuleEffects;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules: priority, policy, name, action, then the lists of the match; then, if the action has its
 * top bit set, what {@link RuleExtrasCodec} writes.
 */
final class RuleCodec {
  private static final int LOOKUP = 1;
  private static final int DROP = 2;
  private static final int REJECT = 3;
  private static final int PASS = 4;
  private static final int EXTRAS = 0x80;

  private static final int LIST_MAX = 1024;
  private static final int NAME_MAX = 1024;

  private RuleCodec() {}

  static void write(ByteWriter out, DesiredRule rule) {
    boolean extras = RuleExtrasCodec.has(rule);
    out.varint(rule.priority());
    out.text(rule.policy());
    out.text(rule.name());
    out.put(code(rule.action()) | (extras ? EXTRAS : 0));
    if (rule.action() instanceof DesiredAction.Lookup lookup) {
      out.put(lookup.table());
    }
    DesiredMatch match = rule.match();
    prefixes(out, match.from());
    prefixes(out, match.to());
    out.varint(match.inputInterfaces().size());
    match.inputInterfaces().forEach(out::text);
    out.varint(match.dscp().size());
    match.dscp().forEach(out::put);
    if (extras) {
      RuleExtrasCodec.write(out, rule);
    }
  }

  private static int code(DesiredAction action) {
    return switch (action) {
      case DesiredAction.Lookup lookup -> LOOKUP;
      case DesiredAction.Drop() -> DROP;
      case DesiredAction.Reject() -> REJECT;
      case DesiredAction.Pass() -> PASS;
    };
  }

  static DesiredRule read(ByteReader in) {
    int priority = in.number(32_765, "priority");
    String policy = in.text(NAME_MAX, "policy");
    String name = in.text(NAME_MAX, "rule name");
    int code = in.get();
    DesiredAction action = action(in, code & ~EXTRAS);
    List<Prefix> from = prefixes(in);
    List<Prefix> to = prefixes(in);
    List<String> interfaces = new ArrayList<>();
    for (int left = in.number(LIST_MAX, "number of interfaces"); left > 0; left--) {
      interfaces.add(in.text(NAME_MAX, "interface"));
    }
    List<Integer> dscp = new ArrayList<>();
    for (int left = in.number(64, "number of DSCP values"); left > 0; left--) {
      dscp.add(in.number(63, "DSCP value"));
    }
    DesiredMatch match = new DesiredMatch(from, to, interfaces, dscp);
    DesiredRule plain =
        new DesiredRule(priority, policy, name, false, match, action, RuleEffects.NONE);
    return (code & EXTRAS) == 0 ? plain : RuleExtrasCodec.read(in, plain);
  }

  private static DesiredAction action(ByteReader in, int code) {
    return switch (code) {
      case LOOKUP -> {
        int table = in.get();
        if (table < 1 || table > 254) {
          throw in.corrupt("table " + table + " is not 1–254");
        }
        yield new DesiredAction.Lookup(table);
      }
      case DROP -> new DesiredAction.Drop();
      case REJECT -> new DesiredAction.Reject();
      case PASS -> new DesiredAction.Pass();
      default -> throw in.corrupt("action " + code + " is unknown");
    };
  }

  private static void prefixes(ByteWriter out, List<Prefix> prefixes) {
    out.varint(prefixes.size());
    prefixes.forEach(prefix -> PrefixCodec.write(out, prefix));
  }

  private static List<Prefix> prefixes(ByteReader in) {
    List<Prefix> prefixes = new ArrayList<>();
    for (int left = in.number(LIST_MAX, "number of prefixes"); left > 0; left--) {
      prefixes.add(PrefixCodec.prefix(in));
    }
    return prefixes;
  }
}
