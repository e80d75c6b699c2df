package dev.waymark.dataplane.packet;

import dev.waymark.dataplane.reference.Asked;
import dev.waymark.dataplane.reference.Asked.Icmp;
import dev.waymark.dataplane.reference.Asked.Range;
import dev.waymark.dataplane.reference.Config.Action;
import dev.waymark.dataplane.reference.Config.Rule;
import dev.waymark.dataplane.reference.Effects;
import dev.waymark.dataplane.reference.Effects.Bits;
import dev.waymark.dataplane.reference.Effects.Cap;
import dev.waymark.dataplane.reference.Prefix;
import java.util.List;
import java.util.Set;

/**
 * A rule of a {@link Scene} being written: what it looks at, and what it does beside its action.
 */
record RuleDraft(
    List<String> from,
    List<String> to,
    Set<Integer> interfaces,
    Set<Integer> dscp,
    Asked asked,
    Effects effects) {

  /** Matches everything and does nothing more. */
  static RuleDraft any() {
    return new RuleDraft(List.of(), List.of(), Set.of(), Set.of(), Asked.NOTHING, Effects.NONE);
  }

  RuleDraft from(String... prefixes) {
    return new RuleDraft(List.of(prefixes), to, interfaces, dscp, asked, effects);
  }

  RuleDraft to(String... prefixes) {
    return new RuleDraft(from, List.of(prefixes), interfaces, dscp, asked, effects);
  }

  RuleDraft in(Integer... ifindexes) {
    return new RuleDraft(from, to, Set.of(ifindexes), dscp, asked, effects);
  }

  RuleDraft dscp(Integer... values) {
    return new RuleDraft(from, to, interfaces, Set.of(values), asked, effects);
  }

  RuleDraft protocol(Integer... numbers) {
    return asks(
        new Asked(
            Set.of(numbers),
            asked.sourcePorts(),
            asked.destinationPorts(),
            asked.icmp(),
            asked.mark()));
  }

  RuleDraft sourcePorts(int first, int last) {
    return asks(
        new Asked(
            asked.protocols(),
            List.of(new Range(first, last)),
            asked.destinationPorts(),
            asked.icmp(),
            asked.mark()));
  }

  RuleDraft destinationPorts(int first, int last) {
    return asks(
        new Asked(
            asked.protocols(),
            asked.sourcePorts(),
            List.of(new Range(first, last)),
            asked.icmp(),
            asked.mark()));
  }

  /** {@code code} -1: any. */
  RuleDraft icmp(int type, int code) {
    return asks(
        new Asked(
            asked.protocols(),
            asked.sourcePorts(),
            asked.destinationPorts(),
            List.of(new Icmp(type, code)),
            asked.mark()));
  }

  RuleDraft mark(int value, int mask) {
    return asks(
        new Asked(
            asked.protocols(),
            asked.sourcePorts(),
            asked.destinationPorts(),
            asked.icmp(),
            new Bits(value, mask)));
  }

  private RuleDraft asks(Asked what) {
    return new RuleDraft(from, to, interfaces, dscp, what, effects);
  }

  RuleDraft suppress(int length) {
    return does(
        new Effects(length, effects.dscp(), effects.mark(), effects.limit(), effects.mirror()));
  }

  RuleDraft setDscp(int value) {
    return does(
        new Effects(effects.suppress(), value, effects.mark(), effects.limit(), effects.mirror()));
  }

  RuleDraft setMark(int value, int mask) {
    return does(
        new Effects(
            effects.suppress(),
            effects.dscp(),
            new Bits(value, mask),
            effects.limit(),
            effects.mirror()));
  }

  RuleDraft limit(Cap cap) {
    return does(
        new Effects(effects.suppress(), effects.dscp(), effects.mark(), cap, effects.mirror()));
  }

  RuleDraft mirror(int ifindex) {
    return does(
        new Effects(effects.suppress(), effects.dscp(), effects.mark(), effects.limit(), ifindex));
  }

  private RuleDraft does(Effects what) {
    return new RuleDraft(from, to, interfaces, dscp, asked, what);
  }

  Rule rule(Action action, int table, int index) {
    return new Rule(
        action,
        table,
        action == Action.REJECT ? Scene.REJECT_MARK : 0,
        Scene.COUNTER_RULE + index,
        from.stream().map(Prefix::of).toList(),
        to.stream().map(Prefix::of).toList(),
        interfaces,
        dscp,
        asked,
        effects);
  }
}
