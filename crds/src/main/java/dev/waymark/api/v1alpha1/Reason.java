package dev.waymark.api.v1alpha1;

/** Every reason that a condition or a failure may carry. */
public enum Reason {
  /** Nothing stands against it. */
  AsDeclared,
  /** Nobody has judged it yet. */
  Pending,
  /** It is not valid; the message names path and remedy. */
  Invalid,
  /** A field is in the schema that this version does not serve yet; the message names its path. */
  NotSupportedYet,
  /** The selector selects no node. */
  NoMatchingNode,
  /** Every reachable selected node agrees; others have been away for more than five minutes. */
  ReadyExceptUnreachable,
  /** Nodes are still taking the change. */
  Progressing,
  /** Some nodes do not hold it; see failures. */
  NodesFailed,
  /** A higher precedence, or a lower name, declares the same. */
  LostConflict,
  /** This resource prevails over another that declares the same. */
  WonConflict,
  /** The prefix equals or lies inside a protected one; {@code force: true} insists. */
  ProtectedPrefix,
  /** The table belongs to the kernel: use {@code type: Local}. */
  ReservedTable,
  /** The gateway is on no connected prefix of the node. */
  GatewayUnreachable,
  /** The interface does not exist on the node. */
  InterfaceAbsent,
  /** The interface is down or has no carrier. */
  InterfaceDown,
  /** The gateway is watched and does not answer. */
  GatewaySilent,
  /** The {@code src} of a route is no address of the node. */
  SourceAbsent,
  /** No next hop of the route is usable. */
  NoUsableNextHop,
  /** A ConfigMap, Service or kernel table that it names does not exist. */
  ReferenceNotFound,
  /** A mirror brings more than {@code maxRoutes}. */
  TooManyRoutes,
  /** It does not fit into the store's largest size. */
  StoreFull,
  /** More than 1024 expanded rules on a node. */
  TooManyRules,
  /** The data path, read back, does not agree with what is desired. */
  ReadBackDisagrees,
  /** A probe that answered before the change does not answer now. */
  ProbeFailed,
  /** Nobody confirmed the change in time. */
  NotConfirmed,
  /** The interface cannot be attached to; the message says why. */
  AttachmentRefused,
  /** The kernel or the system refuses; the message has the call and the remedy. */
  SystemRefuses,
  /** Something of the node's was changed by someone else; it is put back where it may be. */
  ChangedByOthers,
  /** Strict reverse-path filtering is on, on an interface that packets come in by. */
  ReversePathFiltered,
  /** The kernel's forwarding is off, which the Kernel path needs. */
  ForwardingOff,
  /** The route has passed its {@code expiresAt}. */
  Expired,
  /** Routes with {@code expiresAt} do not end: nobody vouches for the node's clock. */
  ClockNotSynchronised,
  /** Local senders keep the kernel's main table: there are more routes than {@code localRoutes}. */
  TooManyLocalRoutes,
  /** The node cannot read what it shall hold; the last good state serves. */
  SourceUnreachable,
  /** A slice of the root that the node shall hold is not in the cluster; the last one serves. */
  SliceMissing,
  /** A slice is not what its name says; the last good state serves. */
  SliceCorrupt,
  /** The node shall hold slices in a format that its version does not read. */
  FormatUnknown
}
