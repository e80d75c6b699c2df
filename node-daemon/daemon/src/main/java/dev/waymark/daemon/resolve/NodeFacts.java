package dev.waymark.daemon.resolve;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Prefix;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What only the node knows, at one moment.
 *
 * @param main routes of the kernel's main table that are not ours
 * @param local prefixes that the kernel keeps to itself: its addresses and broadcast addresses
 * @param tables what the kernel's tables hold, as far as they are followed
 * @param silent gateways that are watched and do not answer
 */
public record NodeFacts(
    List<InterfaceState> interfaces,
    List<InterfaceAddress> addresses,
    List<KernelRoute> main,
    List<Prefix> local,
    KernelTables tables,
    Set<WatchedGateway> silent) {

  /** A node of which no table is followed. */
  public NodeFacts(
      List<InterfaceState> interfaces,
      List<InterfaceAddress> addresses,
      List<KernelRoute> main,
      List<Prefix> local) {
    this(interfaces, addresses, main, local, KernelTables.NONE, Set.of());
  }

  public NodeFacts {
    interfaces = List.copyOf(interfaces);
    addresses = List.copyOf(addresses);
    main = List.copyOf(main);
    local = List.copyOf(local);
    silent = Set.copyOf(silent);
  }

  /** The same with other silent gateways. */
  public NodeFacts withSilent(Set<WatchedGateway> gateways) {
    return new NodeFacts(interfaces, addresses, main, local, tables, gateways);
  }

  /** The interface of this name, or null. */
  public @Nullable InterfaceState named(String name) {
    for (InterfaceState one : interfaces) {
      if (one.name().equals(name)) {
        return one;
      }
    }
    return null;
  }

  /** Interfaces by the kernel's number. */
  public Map<Integer, InterfaceState> byIndex() {
    Map<Integer, InterfaceState> byIndex = new HashMap<>();
    for (InterfaceState one : interfaces) {
      byIndex.put(one.index(), one);
    }
    return byIndex;
  }

  /** Every address that is the node's own. */
  public Set<Address> own() {
    Set<Address> own = new HashSet<>();
    for (InterfaceAddress one : addresses) {
      own.add(one.address());
    }
    return own;
  }
}
