package dev.waymark.compiler.diagnostic;

import dev.waymark.compiler.model.Owner;
import java.util.ArrayList;
import java.util.List;

/** Collects the findings about one resource. */
public final class Findings {
  private final Owner resource;
  private final List<Diagnostic> found = new ArrayList<>();

  /** For one resource. */
  public Findings(Owner resource) {
    this.resource = resource;
  }

  /** Adds a finding. */
  public void add(DiagnosticCode code, String path, String message) {
    found.add(new Diagnostic(resource, code, path, message));
  }

  /** Whether the resource is refused. */
  public boolean refused() {
    return found.stream().anyMatch(Diagnostic::error);
  }

  /** What was found so far, in order. */
  public List<Diagnostic> all() {
    return List.copyOf(found);
  }
}
