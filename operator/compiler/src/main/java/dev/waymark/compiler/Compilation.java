package dev.waymark.compiler;

import dev.waymark.compiler.diagnostic.Diagnostic;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.Owner;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the compiler made of the resources.
 *
 * @param states by node; nodes of one class share one instance
 * @param reports by resource, every one that was put in
 */
public record Compilation(
    SortedMap<String, DesiredState> states, SortedMap<Owner, ResourceReport> reports) {
  /** Keeps copies of the maps. */
  public Compilation {
    states = Collections.unmodifiableSortedMap(new TreeMap<>(states));
    reports = Collections.unmodifiableSortedMap(new TreeMap<>(reports));
  }

  /** What the node shall hold; nothing if the facts did not name it. */
  public DesiredState state(String node) {
    return states.getOrDefault(node, DesiredState.EMPTY);
  }

  /** Every finding, by resource. */
  public List<Diagnostic> diagnostics() {
    return reports.values().stream().flatMap(report -> report.diagnostics().stream()).toList();
  }

  /** Whether any resource is refused. */
  public boolean refusesAny() {
    return reports.values().stream().anyMatch(ResourceReport::refused);
  }
}
