package dev.waymark.compiler.contribution;

import dev.waymark.api.net.Prefix;
import dev.waymark.compiler.diagnostic.DiagnosticCode;
import dev.waymark.compiler.diagnostic.Findings;
import java.util.List;
import java.util.stream.Stream;

/** Destinations that a route must not take over without saying so. */
public final class ProtectedPrefixes {
  /** Exempt from every table in the data path, whatever is declared. */
  private static final List<Prefix> EXEMPT =
      Stream.of(
              "127.0.0.0/8",
              "169.254.0.0/16",
              "224.0.0.0/24",
              "255.255.255.255/32",
              "::1/128",
              "fe80::/10",
              "ff01::/16",
              "ff02::/16")
          .map(Prefix::parse)
          .toList();

  private final List<Prefix> declared;

  /** The installer's or the operator's prefixes; what is exempt in any case is known here. */
  public ProtectedPrefixes(List<Prefix> declared) {
    this.declared = List.copyOf(declared);
  }

  /** Judges one destination; true if it may stand. */
  boolean admits(Prefix to, boolean force, String path, Findings findings) {
    for (Prefix exempt : EXEMPT) {
      if (exempt.contains(to)) {
        return exempt(to, exempt, force, path, findings);
      }
    }
    for (Prefix wider : declared) {
      if (wider.contains(to) && !force) {
        findings.add(
            DiagnosticCode.ProtectedPrefix,
            path,
            to
                + (to.equals(wider)
                    ? " is protected"
                    : " lies inside the protected prefix " + wider)
                + "; write force: true if it is meant, or a destination outside");
        return false;
      }
    }
    return true;
  }

  private static boolean exempt(
      Prefix to, Prefix exempt, boolean force, String path, Findings findings) {
    String where = to + (to.equals(exempt) ? "" : " lies inside " + exempt + ", which");
    if (force) {
      findings.add(
          DiagnosticCode.NeverApplies,
          path,
          where + " is always the kernel's; the route never applies");
    } else {
      findings.add(
          DiagnosticCode.ProtectedPrefix,
          path,
          where + " is always the kernel's; remove the route, no packet would take it");
    }
    return force;
  }
}
