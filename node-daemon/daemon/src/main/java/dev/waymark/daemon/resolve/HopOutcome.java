package dev.waymark.daemon.resolve;

import dev.waymark.api.v1alpha1.Reason;

/** Whether a next hop can be used on this node now. */
sealed interface HopOutcome {

  /** It can. */
  record Usable(NextHopIdentity identity) implements HopOutcome {}

  /**
   * It cannot.
   *
   * @param reason InterfaceAbsent, InterfaceDown (no carrier also) or GatewayUnreachable
   */
  record Unusable(Reason reason, String message) implements HopOutcome {}
}
