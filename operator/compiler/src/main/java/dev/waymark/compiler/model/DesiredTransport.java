package dev.waymark.compiler.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule asks of the transport header. What is null or empty is satisfied by every packet.
 *
 * @param protocol 0–255
 * @param sourcePorts sorted, each once
 * @param destinationPorts sorted, each once
 */
public record DesiredTransport(
    @Nullable Integer protocol,
    List<PortRange> sourcePorts,
    List<PortRange> destinationPorts,
    @Nullable IcmpType icmp) {
  /** Every packet. */
  public static final DesiredTransport ALL = new DesiredTransport(null, List.of(), List.of(), null);

  /** Sorts the lists and drops repetitions; refuses protocols outside 0–255. */
  public DesiredTransport {
    sourcePorts = sourcePorts.stream().sorted().distinct().toList();
    destinationPorts = destinationPorts.stream().sorted().distinct().toList();
    if (protocol != null && (protocol < 0 || protocol > 255)) {
      throw new IllegalArgumentException("protocol " + protocol + " is not 0–255");
    }
  }
}
