package dev.waymark.dataplane.reference;

import org.jspecify.annotations.Nullable;

/**
 * What of a packet decides its way.
 *
 * @param refused why the packet cannot be read; the rest then means nothing
 * @param from what rules match: of an ICMP error, which runs against the packet that it quotes, the
 *     destination of that packet
 * @param to what rules match, accordingly
 * @param destination where the packet itself goes
 * @param headers bytes from the IP header to the payload of TCP or UDP, if it is one of them
 * @param options IPv4 options, or an IPv6 hop-by-hop or routing header
 * @param later a fragment that is not the first
 * @param exempt always the kernel's
 * @param l4 what rules match of the transport header: of an ICMP error, that of the quoted packet,
 *     turned round
 * @param quotes whether it is an ICMP error whose quote is whole enough
 * @param isError an ICMP error, whatever it quotes
 * @param fragment any fragment, the first one too
 * @param fragmentId of fragments only
 * @param cut a first fragment that ends within its transport header
 * @param flow packets of which this is equal must take the same next hop
 */
public record Seen(
    @Nullable Reason refused,
    Address source,
    Address destination,
    Address from,
    Address to,
    int dscp,
    int ttl,
    int ipLength,
    int headers,
    boolean options,
    boolean later,
    boolean exempt,
    L4 l4,
    boolean quotes,
    boolean isError,
    boolean fragment,
    int fragmentId,
    boolean cut,
    Flow flow) {

  /** The values that the flow's hash may depend on; ports are -1 where they do not count. */
  public record Flow(
      Address source, Address destination, int protocol, int sourcePort, int portTo) {}

  static Seen refused(Reason reason) {
    Address none = new Address(false, 0, 0);
    Flow flow = new Flow(none, none, 0, -1, -1);
    return new Seen(
        reason,
        none,
        none,
        none,
        none,
        0,
        0,
        0,
        0,
        false,
        false,
        false,
        L4.bare(0),
        false,
        false,
        false,
        0,
        false,
        flow);
  }
}
