package dev.waymark.daemon.resolve;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.RouteType;
import dev.waymark.compiler.model.DesiredRule;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.DesiredTableBuilder;
import dev.waymark.compiler.model.Hop;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.model.Way;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Desired states for tests. */
final class Declared {

  static final Owner EDGE = Owner.of("RouteTable", "edge");

  private final Map<Integer, DesiredTableBuilder> tables = new TreeMap<>();
  private final List<DesiredRule> rules = new ArrayList<>();
  private final List<Prefix> shields = new ArrayList<>();

  static Declared nothing() {
    return new Declared();
  }

  Declared route(int table, String to, Way way) {
    tables.computeIfAbsent(table, DesiredTable::builder).add(Prefix.parse(to), way);
    return this;
  }

  Declared rule(DesiredRule rule) {
    rules.add(rule);
    return this;
  }

  Declared shield(String prefix) {
    shields.add(Prefix.parse(prefix));
    return this;
  }

  DesiredState state() {
    return new DesiredState(
        tables.values().stream().map(DesiredTableBuilder::build).toList(), rules, shields);
  }

  static Way via(Hop... hops) {
    return via(0, hops);
  }

  static Way via(long metric, Hop... hops) {
    return new Way(RouteType.Unicast, metric, List.of(hops), 0, null, false, null, EDGE);
  }

  static Way multicast(String input, Hop... outputs) {
    return new Way(RouteType.Multicast, 0, List.of(outputs), 0, null, false, null, EDGE, input);
  }

  static Way forced(Way way) {
    return new Way(
        way.type(), way.metric(), way.via(), way.mtu(), way.src(), true, way.expiresAt(), EDGE);
  }

  static Way until(Instant end, Way way) {
    return new Way(
        way.type(), way.metric(), way.via(), way.mtu(), way.src(), way.force(), end, EDGE);
  }

  static Way of(RouteType type) {
    return new Way(type, 0, List.of(), 0, null, false, null, EDGE);
  }

  static Hop gateway(String gateway) {
    return hop(gateway, null, 1);
  }

  static Hop hop(@Nullable String gateway, @Nullable String interfaceName, int weight) {
    return new Hop(
        gateway == null ? null : Address.parse(gateway), interfaceName, weight, false, false);
  }

  static Hop optional(Hop hop) {
    return new Hop(hop.gateway(), hop.interfaceName(), hop.weight(), hop.onlink(), true);
  }

  static Hop onlink(Hop hop) {
    return new Hop(hop.gateway(), hop.interfaceName(), hop.weight(), true, hop.optional());
  }
}
