package dev.waymark.api.v1alpha1;

import dev.waymark.api.net.Prefix;
import dev.waymark.api.net.Protocol;
import dev.waymark.api.schema.Absent;
import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Check;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Items;
import dev.waymark.api.schema.Range;
import dev.waymark.api.schema.Text;
import dev.waymark.api.schema.TextFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a packet must have: one of each list, and all fields. */
@ApiType
@Doc("What a packet must have: one of each list, and all fields.")
public record Match(
    @Doc("The source lies in one of these.") @Items(min = 1, max = 64) List<Prefix> from,
    @Doc("The destination lies in one of these.") @Items(min = 1, max = 64) List<Prefix> to,
    @Doc("The source is one of these pods.") @Nullable PodMatch pods,
    @Doc("The source is in one of these security groups.") @Items(min = 1, max = 16)
        List<@Text(TextFormat.NAME) String> securityGroups,
    @Doc("It came in by one of these.") @Items(min = 1, max = 16)
        List<@Text(TextFormat.INTERFACE) String> inputInterfaces,
    @Doc("Its differentiated services code point is one of these.") @Items(min = 1, max = 64)
        List<@Range(max = 63) Integer> dscp,
    @Doc("Its protocol: Tcp, Udp, Sctp, Icmp, Icmpv6 or a number.") @Nullable Protocol protocol,
    @Doc("Its source port is in one of these. Needs protocol Tcp, Udp or Sctp.")
        @Items(min = 1, max = 16)
        List<Ports> sourcePorts,
    @Doc("Its destination port is in one of these. Needs protocol Tcp, Udp or Sctp.")
        @Items(min = 1, max = 16)
        List<Ports> destinationPorts,
    @Doc("Its mark, under a mask.") @Nullable Mark mark,
    @Doc("Its ICMP type and code. Needs protocol Icmp or Icmpv6.") @Nullable IcmpMatch icmp,
    @Doc("The sender's user id is in one of these. Needs traffic FromNode.")
        @Items(min = 1, max = 16)
        List<UserRange> users) {
  /** The rules that join its fields. */
  public static final List<Check<Match>> CHECKS =
      List.of(
          Check.of(
              "RP-PORT-01",
              "protocol",
              "!(has(self.sourcePorts) || has(self.destinationPorts)) || (has(self.protocol) && (self.protocol in ['Tcp', 'Udp', 'Sctp'] || self.protocol in [6, 17, 132]))",
              "does not have ports; with sourcePorts or destinationPorts write Tcp, Udp or Sctp",
              m ->
                  (m.sourcePorts().isEmpty() && m.destinationPorts().isEmpty())
                      || (m.protocol() != null && m.protocol().ports())),
          Check.of(
              "RP-ICMP-01",
              "protocol",
              "!has(self.icmp) || (has(self.protocol) && (self.protocol in ['Icmp', 'Icmpv6'] || self.protocol in [1, 58]))",
              "is not ICMP; with icmp write Icmp or Icmpv6",
              m ->
                  m.icmp() == null
                      || Protocol.ICMP.equals(m.protocol())
                      || Protocol.ICMPV6.equals(m.protocol())));

  /** Absent lists and maps are empty. */
  public Match {
    from = Absent.toEmpty(from);
    to = Absent.toEmpty(to);
    securityGroups = Absent.toEmpty(securityGroups);
    inputInterfaces = Absent.toEmpty(inputInterfaces);
    dscp = Absent.toEmpty(dscp);
    sourcePorts = Absent.toEmpty(sourcePorts);
    destinationPorts = Absent.toEmpty(destinationPorts);
    users = Absent.toEmpty(users);
  }
}
