package dev.waymark.daemon.resolve;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Prefix;
import java.util.ArrayList;
import java.util.List;

/** A node described by sentences: interfaces, their addresses, kernel routes. */
final class NodeFixture {

  private final List<InterfaceState> interfaces = new ArrayList<>();
  private final List<InterfaceAddress> addresses = new ArrayList<>();
  private final List<KernelRoute> main = new ArrayList<>();
  private final List<Prefix> local = new ArrayList<>();

  static NodeFixture node() {
    return new NodeFixture();
  }

  NodeFixture up(int index, String name, String... withAddresses) {
    return add(index, name, true, true, withAddresses);
  }

  NodeFixture down(int index, String name, String... withAddresses) {
    return add(index, name, false, false, withAddresses);
  }

  NodeFixture withoutCarrier(int index, String name, String... withAddresses) {
    return add(index, name, true, false, withAddresses);
  }

  NodeFixture kernelRoute(String to, long metric) {
    main.add(new KernelRoute(Prefix.parse(to), metric));
    return this;
  }

  NodeFacts facts() {
    return new NodeFacts(interfaces, addresses, main, local);
  }

  private NodeFixture add(
      int index, String name, boolean up, boolean carrier, String... withAddresses) {
    String mac = "02:00:00:00:00:%02x".formatted(index);
    interfaces.add(new InterfaceState(index, name, up, carrier, 1500, 14, false, "veth", 0, mac));
    for (String text : withAddresses) {
      int slash = text.indexOf('/');
      Address address = Address.parse(text.substring(0, slash));
      Prefix connected = Prefix.of(address, Integer.parseInt(text.substring(slash + 1)));
      addresses.add(new InterfaceAddress(index, address, connected));
      main.add(new KernelRoute(connected, 0));
      local.add(address.toPrefix());
    }
    return this;
  }
}
