package dev.waymark.compiler.diff;

import dev.waymark.api.net.Prefix;
import dev.waymark.compiler.model.DesiredLiveness;
import dev.waymark.compiler.model.DesiredMirror;
import dev.waymark.compiler.model.DesiredRule;
import dev.waymark.compiler.model.DesiredTrial;
import dev.waymark.compiler.model.Way;

/** One difference between two states. */
public sealed interface Change {
  /** A route that only the second state has. */
  record RouteAdded(int table, Prefix to, Way way) implements Change {}

  /** A route that only the first state has. */
  record RouteRemoved(int table, Prefix to, Way way) implements Change {}

  /** A prefix and metric that both have, with another way. */
  record RouteChanged(int table, Prefix to, Way before, Way after) implements Change {}

  /** A rule that only the second state has. */
  record RuleAdded(DesiredRule rule) implements Change {}

  /** A rule that only the first state has. */
  record RuleRemoved(DesiredRule rule) implements Change {}

  /** A rule of the same policy and name that says something else. */
  record RuleChanged(DesiredRule before, DesiredRule after) implements Change {}

  /** The rules that both states have are tried in another order. */
  record RulesReordered() implements Change {}

  /** A protected prefix that only the second state has. */
  record ProtectedAdded(Prefix prefix) implements Change {}

  /** A protected prefix that only the first state has. */
  record ProtectedRemoved(Prefix prefix) implements Change {}

  /** What changes have to pass for a RouteTable that asked for nothing before. */
  record TrialAdded(DesiredTrial trial) implements Change {}

  /** A RouteTable asks for nothing any more. */
  record TrialRemoved(DesiredTrial trial) implements Change {}

  /** A RouteTable asks for something else. */
  record TrialChanged(DesiredTrial before, DesiredTrial after) implements Change {}

  /** A mirror that only the second state has, or has like this. */
  record MirrorAdded(DesiredMirror mirror) implements Change {}

  /** A mirror that only the first state has, or had like this. */
  record MirrorRemoved(DesiredMirror mirror) implements Change {}

  /** Gateways that only the second state watches, or watches like this. */
  record LivenessAdded(DesiredLiveness liveness) implements Change {}

  /** Gateways that only the first state watches, or watched like this. */
  record LivenessRemoved(DesiredLiveness liveness) implements Change {}
}
