package dev.waymark.daemon.events;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Protocol;
import dev.waymark.daemon.counters.CounterName;
import dev.waymark.daemon.counters.CounterRecords;
import dev.waymark.dataplane.events.Event;
import dev.waymark.libbpf.MonotonicClock;
import dev.waymark.libbpf.netlink.Link;
import dev.waymark.libbpf.netlink.NetlinkSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the numbers of events stand for: counters by the daemon's file, interfaces by the kernel.
 * Both are read anew with every generation that was not met before.
 */
public final class EventNames {

  private final Path state;
  private final NetlinkSocket socket;
  private final Clock clock;
  private final Map<Integer, String> interfaces = new HashMap<>();
  private CounterRecords counters = CounterRecords.NONE;
  private long generation = -1;

  /**
   * Names of one node.
   *
   * @param state the state directory
   */
  public EventNames(Path state, NetlinkSocket socket, Clock clock) {
    this.state = state;
    this.socket = socket;
    this.clock = clock;
  }

  /** The event as a line. */
  public EventLine line(Event event) throws IOException {
    if (event.generation() != generation || !interfaces.containsKey(event.input())) {
      generation = event.generation();
      counters = CounterRecords.read(state);
      interfaces.clear();
      for (Link link : socket.links()) {
        interfaces.put(link.ifindex(), link.name());
      }
    }
    boolean ip = event.source().length > 0;
    Protocol protocol = Protocol.of(event.protocol());
    return new EventLine(
        time(event),
        event.generation(),
        event.verdict(),
        event.reason(),
        interfaceName(event.input()),
        ip ? Address.of(event.source()) : null,
        ip ? Address.of(event.destination()) : null,
        ip ? protocol.json().toString() : null,
        protocol.ports() ? event.sourcePort() : null,
        protocol.ports() ? event.destinationPort() : null,
        ip ? event.ttl() : null,
        orNull(event.dscp()),
        event.bytes(),
        name(event.rule()),
        orNull(event.table()),
        name(event.route()),
        name(event.nextHop()),
        event.output() == 0 ? null : interfaceName(event.output()),
        event.mark() == 0 ? null : "0x" + Integer.toHexString(event.mark()),
        event.oneIn());
  }

  private Instant time(Event event) {
    return clock.instant().plusNanos(event.time() - MonotonicClock.nanos());
  }

  private String interfaceName(int index) {
    return interfaces.getOrDefault(index, "interface " + index);
  }

  private @Nullable String name(int counter) {
    CounterName name = counters.names().get(counter);
    return switch (name) {
      case null -> null;
      case CounterName.Rule(String policy, String rule) -> policy + "/" + rule;
      case CounterName.Resource(var owner) -> owner.toString();
      case CounterName.Route(int table, var to, var owner) -> to + " of " + owner;
      case CounterName.NextHop(String gateway, String out) -> gateway + " dev " + out;
    };
  }

  private static @Nullable Integer orNull(int number) {
    return number == 0 ? null : number;
  }
}
