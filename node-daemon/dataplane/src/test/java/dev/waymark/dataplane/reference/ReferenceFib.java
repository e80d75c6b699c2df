package dev.waymark.dataplane.reference;

import dev.waymark.dataplane.reference.Config.Declared;
import dev.waymark.dataplane.reference.Config.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Longest-prefix match by looking at every prefix. */
public final class ReferenceFib {
  private final List<Declared> declared;

  public ReferenceFib(List<Declared> declared) {
    this.declared = List.copyOf(declared);
  }

  /** The route of the longest prefix around {@code address}, or null. */
  public @Nullable Route lookup(Address address) {
    Declared best = declaration(address);
    return best == null ? null : best.route();
  }

  /** The longest prefix around {@code address} and its route, or null. */
  @Nullable Declared declaration(Address address) {
    Declared best = null;
    for (Declared candidate : declared) {
      boolean longer = best == null || candidate.to().length() > best.to().length();
      if (longer && address.in(candidate.to())) {
        best = candidate;
      }
    }
    return best;
  }
}
