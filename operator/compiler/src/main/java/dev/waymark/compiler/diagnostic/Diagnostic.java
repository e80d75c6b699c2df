package dev.waymark.compiler.diagnostic;

import dev.waymark.compiler.model.Owner;

/**
 * One finding.
 *
 * @param resource whom it is about
 * @param path where, for instance {@code spec.routes[3].to}
 * @param message what is wrong; what would be right
 */
public record Diagnostic(Owner resource, DiagnosticCode code, String path, String message) {
  /** Whether the resource is refused. */
  public boolean error() {
    return code.severity() == Severity.Error;
  }

  /** What it does to the resource. */
  public Severity severity() {
    return code.severity();
  }

  /** {@code RouteTable edge: spec.routes[3].to: …}. */
  @Override
  public String toString() {
    return resource + ": " + sentence();
  }

  /** {@code spec.routes[3].to: …}, for where the resource is known. */
  public String sentence() {
    return path.isEmpty() ? message : path + ": " + message;
  }
}
