package dev.waymark.daemon.explain;

import dev.waymark.dataplane.layout.Reason;

/** Each reason as the sentence that ends a story. No {@code default}: a new reason needs one. */
final class ReasonText {

  private ReasonText() {}

  static String of(Reason reason) {
    return switch (reason) {
      case NONE -> "the program said nothing";
      case PASS_NO_GENERATION -> "to the kernel, unchanged: nothing was published yet";
      case PASS_NOT_ATTACHED ->
          "to the kernel, unchanged: the generation does not name this interface";
      case PASS_NOT_IP -> "to the kernel, unchanged: this is no IP packet";
      case PASS_OTHER_HOST ->
          "to the kernel, unchanged: the frame is addressed to another host on the link";
      case PASS_VLAN ->
          "to the kernel, unchanged: it has a VLAN tag; attach to the VLAN's own interface";
      case PASS_MALFORMED -> "to the kernel, unchanged: its headers are wrong or cut short";
      case PASS_EXEMPT ->
          "to the kernel, unchanged: exempt, as loopback, link-local, DHCP and neighbour discovery"
              + " are";
      case PASS_OWN_ADDRESS -> "delivered by the kernel: the destination is the node's own";
      case PASS_PROTECTED -> "to the kernel, unchanged: the prefix is protected";
      case PASS_KERNEL_ROUTE -> "to the kernel, unchanged: its own route is the best";
      case PASS_NO_ROUTE -> "to the kernel, unchanged: no table claims the destination";
      case PASS_RULE -> "to the kernel, unchanged: the rule says Pass";
      case PASS_RULE_LIMIT -> "to the kernel, unchanged: eight lookups of rules found nothing";
      case PASS_EXTENSION_HEADERS ->
          "to the kernel, unchanged: it has more than six extension headers";
      case PASS_FRAGMENT_UNKNOWN ->
          "to the kernel, unchanged: a later fragment, and the first one was not seen";
      case PASS_CORRUPT ->
          "to the kernel, unchanged: the store holds something impossible; report this bug";
      case PASS_MULTICAST_INPUT ->
          "to the kernel, unchanged: it came in by another interface than the route's"
              + " inputInterface";
      case PASS_MULTICAST_TTL -> "to the kernel, unchanged: its time to live reaches no other link";
      case PASS_MULTICAST_OPTIONS ->
          "to the kernel, unchanged: it has options, with which no copies are made";
      case KERNEL_FORWARD ->
          "Kernel: the interface's path; a mark makes the kernel use the next hop";
      case KERNEL_TTL -> "Kernel: its time to live ends here; the kernel answers";
      case KERNEL_OPTIONS -> "Kernel: it has options or a header for every hop";
      case KERNEL_FRAGMENT -> "Kernel: it is a later fragment";
      case KERNEL_MTU ->
          "Kernel: it is longer than the way out takes; the kernel fragments or answers";
      case KERNEL_NO_L2 -> "Kernel: the way out has no link-layer header";
      case KERNEL_LOCAL -> "Kernel: the route says Local; delivered to this host";
      case KERNEL_UNREACHABLE -> "Kernel: the route says Unreachable; the kernel answers";
      case KERNEL_PROHIBIT -> "Kernel: the route says Prohibit; the kernel answers";
      case KERNEL_REJECT -> "Kernel: the rule says Reject; the kernel answers";
      case KERNEL_REDIRECT_FAILED -> "Kernel: the way out is gone or the header cannot be written";
      case KERNEL_NAT -> "Kernel: the kernel translates this flow (NAT)";
      case KERNEL_NAT_UNKNOWN -> "Kernel: it translates flows (NAT), and has not seen this one yet";
      case FAST_FORWARD -> "Fast: TTL, checksum, straight to the neighbour";
      case FAST_MULTICAST -> "Fast: a copy to each output; the packet itself to the receivers here";
      case DROP_BLACKHOLE -> "dropped: the route says Blackhole";
      case DROP_RULE -> "dropped: the rule says Drop";
      case DROP_LIMIT -> "dropped: over the rule's limit";
      case DROP_FRAG_TINY ->
          "dropped: a first fragment without a whole transport header, which rules ask for";
      case DROP_REJECT -> "dropped: the rule says Reject, and the sender is told by ICMP";
      case DROP_SOURCE_CHECK ->
          "dropped: no route to its source leads back by the interface that it came in by";
      case DROP_NO_NEXT_HOP -> "dropped: the route has no next hop left; report this bug";
      case DROP_MULTICAST_MTU -> "one copy was not made: it is longer than that way out takes";
      case DROP_MULTICAST_OUTPUT -> "one copy was not made: that way out is gone";
    };
  }
}
