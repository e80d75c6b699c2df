package dev.waymark.e2e.lab;

import java.util.List;

/**
 * A switch in a host: its ports lead to other hosts, and the host itself is on it with an address.
 */
public final class Switch {
  private final Host host;
  private final String name;
  private int ports;

  private Switch(Host host, String name) {
    this.host = host;
    this.name = name;
  }

  /** Makes the switch in this host, as an interface of this name with these addresses. */
  public static Switch in(Host host, String name, List<String> addresses) {
    host.ip("link add " + name + " type bridge mcast_snooping 0");
    host.ip(Wire.lines(name, addresses));
    return new Switch(host, name);
  }

  /** Leads a port to an interface of another host, to be made there with these addresses. */
  public void lead(Host other, String otherInterface, List<String> addresses) {
    String port = name + "-" + ++ports;
    Wire wire = Wire.from(other, otherInterface).to(host, port);
    addresses.forEach(wire::leftCarries);
    wire.plug();
    host.ip("link set " + port + " master " + name);
  }
}
