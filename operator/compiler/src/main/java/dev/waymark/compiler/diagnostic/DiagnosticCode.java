package dev.waymark.compiler.diagnostic;

import dev.waymark.api.v1alpha1.ConditionType;
import dev.waymark.api.v1alpha1.Reason;

/**
 * Everything that the compiler can find, with the condition that tells of it and that condition's
 * reason.
 */
public enum DiagnosticCode {
  /** A value that no reading should have let through, or that contradicts another one. */
  Invalid(Severity.Error, ConditionType.Accepted, Reason.Invalid),
  /** A field or value of the schema that this version does not serve. */
  NotSupportedYet(Severity.Error, ConditionType.Accepted, Reason.NotSupportedYet),
  /** Table 255 or 0: the kernel's. */
  ReservedTable(Severity.Error, ConditionType.Accepted, Reason.ReservedTable),
  /** Equal to or inside a protected prefix, without force. */
  ProtectedPrefix(Severity.Error, ConditionType.Accepted, Reason.ProtectedPrefix),
  /** A prefix and metric twice in one RouteTable. */
  DuplicateRoute(Severity.Error, ConditionType.Accepted, Reason.Invalid),
  /** A ConfigMap or key that does not exist. */
  ReferenceNotFound(Severity.Error, ConditionType.ResolvedRefs, Reason.ReferenceNotFound),
  /** A line of a ConfigMap that is no route. */
  InvalidLine(Severity.Error, ConditionType.ResolvedRefs, Reason.Invalid),
  /** More routes than maxRoutes, and the last good content is to stay. */
  TooManyRoutes(Severity.Error, ConditionType.ResolvedRefs, Reason.TooManyRoutes),
  /** More routes than maxRoutes, and the mirror's routes are to go. */
  MirrorRefused(Severity.Warning, ConditionType.Degraded, Reason.TooManyRoutes),
  /** The rules do not fit on a node beside those before them. */
  TooManyRules(Severity.Error, ConditionType.CapacityExceeded, Reason.TooManyRules),
  /** The rules look at marks under more masks than a node has room for. */
  TooManyMasks(Severity.Error, ConditionType.CapacityExceeded, Reason.TooManyRules),
  /** A rule asks a table that no RouteTable fills on a selected node. */
  EmptyTable(Severity.Warning, ConditionType.ResolvedRefs, Reason.ReferenceNotFound),
  /** A rule that no packet can match. */
  MatchesNothing(Severity.Warning, ConditionType.Accepted, Reason.AsDeclared),
  /** A route to addresses that are the kernel's in any case. */
  NeverApplies(Severity.Warning, ConditionType.Accepted, Reason.AsDeclared),
  /** Mirrored routes that lie outside {@code allow} and are passed over. */
  OutsideAllow(Severity.Warning, ConditionType.ResolvedRefs, Reason.AsDeclared);

  private final Severity severity;
  private final ConditionType condition;
  private final Reason reason;

  DiagnosticCode(Severity severity, ConditionType condition, Reason reason) {
    this.severity = severity;
    this.condition = condition;
    this.reason = reason;
  }

  /** What it does to the resource. */
  public Severity severity() {
    return severity;
  }

  /** The condition that tells of it. */
  public ConditionType condition() {
    return condition;
  }

  /** The reason of that condition; AsDeclared: only its message tells. */
  public Reason reason() {
    return reason;
  }
}
