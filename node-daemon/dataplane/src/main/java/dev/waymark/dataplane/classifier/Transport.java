package dev.waymark.dataplane.classifier;

import java.util.List;
import java.util.Set;

/**
 * What a rule asks of a packet's transport header. A packet without ports, or without an ICMP type,
 * satisfies only rules that do not ask for them.
 *
 * @param protocols numbers, 0 to 255; empty: any
 * @param sourcePorts of TCP, UDP and SCTP; empty: any
 * @param destinationPorts likewise
 * @param icmp types of ICMP and ICMPv6; empty: any
 */
public record Transport(
    Set<Integer> protocols,
    List<PortRange> sourcePorts,
    List<PortRange> destinationPorts,
    List<IcmpType> icmp) {

  /** Asks nothing. */
  public static final Transport ANY = new Transport(Set.of(), List.of(), List.of(), List.of());

  /**
   * Ports from the first to the last.
   *
   * @param first 1 to 65535; there is no port 0, which stands for packets without ports
   */
  public record PortRange(int first, int last) {
    public PortRange {
      if (first < 1 || last < first || last > 0xffff) {
        throw new IllegalArgumentException("ports " + first + " to " + last);
      }
    }
  }

  /**
   * A type of ICMP or ICMPv6, 0 to 255.
   *
   * @param code 0 to 255; {@link #ANY_CODE}: any
   */
  public record IcmpType(int type, int code) {
    public static final int ANY_CODE = -1;

    public IcmpType {
      if (type < 0 || type > 255 || code < ANY_CODE || code > 255) {
        throw new IllegalArgumentException("ICMP type " + type + " code " + code);
      }
    }
  }

  public Transport {
    protocols = Set.copyOf(protocols);
    sourcePorts = List.copyOf(sourcePorts);
    destinationPorts = List.copyOf(destinationPorts);
    icmp = List.copyOf(icmp);
    for (int protocol : protocols) {
      if (protocol < 0 || protocol > 255) {
        throw new IllegalArgumentException("protocol " + protocol + " is not between 0 and 255");
      }
    }
  }
}
