package dev.waymark.daemon.explain;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Prefix;
import dev.waymark.compiler.model.DesiredRule;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.Hop;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.model.Way;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.daemon.counters.CounterName;
import dev.waymark.daemon.counters.CounterRecords;
import dev.waymark.daemon.explain.Explained.GenerationSaid;
import dev.waymark.daemon.explain.Explained.NextHopSaid;
import dev.waymark.daemon.explain.Explained.OutSaid;
import dev.waymark.daemon.explain.Explained.RouteSaid;
import dev.waymark.daemon.explain.Explained.RuleSaid;
import dev.waymark.daemon.resolve.InterfaceState;
import dev.waymark.daemon.resolve.NodeFacts;
import dev.waymark.daemon.resolve.OneDestination;
import dev.waymark.daemon.resolve.OneDestination.Origin;
import dev.waymark.dataplane.explain.Answer;
import dev.waymark.dataplane.explain.Explanation;
import dev.waymark.dataplane.explain.StoredRecords.StoredNextHop;
import dev.waymark.dataplane.explain.StoredRecords.StoredRoute;
import dev.waymark.dataplane.explain.StoredRecords.StoredRule;
import dev.waymark.dataplane.layout.Reason;
import dev.waymark.dataplane.layout.RuleAction;
import dev.waymark.dataplane.layout.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The twin's answer and what is known of the node → the story. Pure: asks nobody. */
final class Explainer {

  private static final int OWN = 0;

  private final Answer answer;
  private final Explanation trace;
  private final PacketSummary packet;
  private final Known known;
  private final List<String> notes = new ArrayList<>();

  /**
   * What the answer is held against.
   *
   * @param desired the state that the generation was made of; null when it is not on the disk
   * @param commit of it; null when that is not known
   */
  record Known(
      CounterRecords counters,
      @Nullable DesiredState desired,
      @Nullable String commit,
      NodeFacts facts,
      Instant now) {}

  /**
   * Where the packet comes in.
   *
   * @param attached whether a program is attached there now
   * @param early whether the program at XDP drops the packet, before the other one sees it
   */
  record Arrival(String interfaceName, boolean attached, boolean early) {}

  private Explainer(Answer answer, byte[] frame, Known known) {
    this.answer = answer;
    this.trace = answer.trace();
    this.packet = PacketSummary.of(frame);
    this.known = known;
  }

  /**
   * Tells the story of one packet.
   *
   * @param hex whether the outgoing packet's bytes are told too
   */
  static Explained explain(Answer answer, byte[] frame, Arrival arrival, Known known, boolean hex) {
    return new Explainer(answer, frame, known).explain(arrival, hex);
  }

  private Explained explain(Arrival arrival, boolean hex) {
    Origin origin = origin();
    if (!arrival.attached()) {
      notes.addFirst(
          "no program is attached to %s: the packet is the kernel's, whatever stands above"
              .formatted(arrival.interfaceName()));
    }
    return new Explained(
        packet,
        arrival.interfaceName(),
        arrival.attached(),
        generation(),
        trace.verdict(),
        trace.reason(),
        arrival.early(),
        ReasonText.of(trace.reason()),
        rule(),
        route(origin),
        nextHop(origin),
        out(hex),
        notes);
  }

  private @Nullable GenerationSaid generation() {
    if (trace.generation() == 0) {
      return null;
    }
    String root = Digest.parse(answer.digest()).toString();
    return new GenerationSaid(trace.generation(), root, answer.onTrial(), known.commit());
  }

  private @Nullable RuleSaid rule() {
    StoredRule rule = answer.rule();
    if (rule == null) {
      return null;
    }
    Integer table = rule.action() == RuleAction.LOOKUP ? rule.table() : null;
    String action = word(rule.action());
    return known.counters().names().get(rule.counter())
            instanceof CounterName.Rule(String policy, String name)
        ? new RuleSaid(policy, name, priority(policy, name), action, table)
        : new RuleSaid(null, null, null, action, table);
  }

  private @Nullable Integer priority(String policy, String name) {
    DesiredState desired = known.desired();
    return desired == null
        ? null
        : desired.rules().stream()
            .filter(rule -> rule.policy().equals(policy) && rule.name().equals(name))
            .map(DesiredRule::priority)
            .findFirst()
            .orElse(null);
  }

  /** Where the route comes from; null when there is none, or when that is not known. */
  private @Nullable Origin origin() {
    Address to = packet.to();
    boolean own = trace.reason() == Reason.PASS_OWN_ADDRESS;
    if (to == null || (answer.route() == null && !own)) {
      return null;
    }
    DesiredState desired = known.desired();
    if (desired == null) {
      notes.add("the state of this generation is not on the disk: its prefixes are not known");
      return null;
    }
    Optional<Origin> origin =
        new OneDestination(desired, known.facts(), to, known.now())
            .origin(own ? OWN : trace.table());
    if (origin.isPresent() && isSame(origin.get(), answer)) {
      return origin.get();
    }
    notes.add(
        "the node is not as it was when this generation was made: the prefix is not known"
            + " until the daemon has made another");
    return null;
  }

  /** Whether what was found anew is what the store holds. */
  private boolean isSame(Origin origin, Answer stored) {
    StoredRoute route = stored.route();
    if (route == null) {
      return true;
    }
    List<String> wanted =
        origin.route().members().stream()
            .map(m -> m.nextHop().interfaceIndex() + " " + m.nextHop().gateway())
            .sorted()
            .toList();
    List<String> held =
        stored.nextHops().stream().map(h -> h.ifindex() + " " + gateway(h)).sorted().toList();
    CounterName counted = known.counters().names().get(route.counter());
    boolean sameName =
        switch (counted) {
          case CounterName.Route(int table, Prefix to, Owner owner) ->
              to.equals(origin.prefix()) && owner.equals(origin.route().owner());
          case CounterName.Resource(Owner owner) -> owner.equals(origin.route().owner());
          case null, default -> true;
        };
    return origin.route().kind().name().equals(route.type().name())
        && wanted.equals(held)
        && sameName;
  }

  private @Nullable RouteSaid route(@Nullable Origin origin) {
    StoredRoute route = answer.route();
    if (route == null) {
      return origin == null ? null : new RouteSaid(null, origin.prefix(), ownAddress(), null, null);
    }
    CounterName counted = known.counters().names().get(route.counter());
    Owner owner = counted == null ? null : counted.resource();
    return new RouteSaid(
        trace.table(),
        origin == null ? null : origin.prefix(),
        typeWord(route),
        owner == null ? null : owner.toString(),
        origin == null ? null : declared(origin.way()));
  }

  private String ownAddress() {
    return "the node's own address"
        + known.facts().addresses().stream()
            .filter(one -> one.address().equals(packet.to()))
            .map(one -> " on " + interfaceName(one.interfaceIndex()))
            .findFirst()
            .orElse("");
  }

  private static String typeWord(StoredRoute route) {
    return switch (route.type()) {
      case KERNEL -> "the kernel's own route";
      case PROTECTED -> "protected by the settings or the node's own addresses";
      default -> word(route.type());
    };
  }

  /** As {@code ip route} would show it. */
  private static @Nullable String declared(@Nullable Way way) {
    if (way == null) {
      return null;
    }
    String via = way.via().stream().map(Explainer::hop).collect(Collectors.joining(", "));
    return (via.isEmpty() ? way.type().name() : via)
        + (way.metric() == 0 ? "" : " metric " + way.metric())
        + (way.mtu() == 0 ? "" : " mtu " + way.mtu());
  }

  private static String hop(Hop hop) {
    return (hop.gateway() == null ? "" : "via " + hop.gateway())
        + (hop.interfaceName() == null
            ? ""
            : (hop.gateway() == null ? "dev " : " dev ") + hop.interfaceName())
        + (hop.weight() == 1 ? "" : " weight " + hop.weight());
  }

  private @Nullable NextHopSaid nextHop(@Nullable Origin origin) {
    StoredNextHop hop = answer.nextHop().orElse(null);
    if (hop == null) {
      return null;
    }
    Address gateway = gateway(hop);
    String name = interfaceName(hop.ifindex());
    String via = gateway == null ? null : gateway.toString();
    if (answer.nextHops().size() == 1) {
      return new NextHopSaid(via, name, null, null, null, null, null);
    }
    return new NextHopSaid(
        via,
        name,
        weight(origin, hop),
        trace.bucket(),
        answer.buckets(),
        hop.buckets(),
        "0x%08x".formatted(trace.hash()));
  }

  private static @Nullable Integer weight(@Nullable Origin origin, StoredNextHop hop) {
    return origin == null
        ? null
        : origin.route().members().stream()
            .filter(m -> m.nextHop().interfaceIndex() == hop.ifindex())
            .filter(m -> java.util.Objects.equals(m.nextHop().gateway(), gateway(hop)))
            .map(m -> m.weight())
            .findFirst()
            .orElse(null);
  }

  private @Nullable OutSaid out(boolean hex) {
    if (trace.verdict() == Verdict.DROP) {
      return null;
    }
    byte[] left = trace.run().packet();
    return new OutSaid(
        PacketSummary.of(left),
        "0x" + Integer.toHexString(trace.run().context().mark()),
        hex ? HexFormat.of().formatHex(left) : null);
  }

  private static @Nullable Address gateway(StoredNextHop hop) {
    byte[] gateway = hop.gateway();
    return gateway == null ? null : Address.of(gateway);
  }

  private String interfaceName(int index) {
    InterfaceState state = known.facts().byIndex().get(index);
    return state == null ? "interface %d, which is gone".formatted(index) : state.name();
  }

  /** {@code LOOKUP} as {@code Lookup}. */
  private static String word(Enum<?> value) {
    return value.name().charAt(0) + value.name().substring(1).toLowerCase(Locale.ROOT);
  }
}
