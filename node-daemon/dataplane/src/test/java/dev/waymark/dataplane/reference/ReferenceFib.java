package dev.waymark.dataplane.reference;

import dev.waymark.dataplane.reference.Config.Declared;
import dev.waymark.dataplane.reference.Config.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Longest-prefix match by looking at every prefix. */
public final class ReferenceFib {
  private final List<Declared> entries;
  private final long[] hi;
  private final long[] lo;
  private final boolean[] v6;

  public ReferenceFib(List<Declared> entries) {
    this.entries = List.copyOf(entries);
    hi = entries.stream().mapToLong(entry -> entry.to().hi()).toArray();
    lo = entries.stream().mapToLong(entry -> entry.to().lo()).toArray();
    v6 = new boolean[entries.size()];
    for (int i = 0; i < v6.length; i++) {
      v6[i] = entries.get(i).to().v6();
    }
  }

  /** The route of the longest prefix around {@code address}, or null. */
  public @Nullable Route lookup(Address address) {
    Declared best = null;
    for (int i = 0; i < hi.length; i++) {
      Declared entry = entries.get(i);
      int length = entry.to().length();
      boolean longer = best == null || length > best.to().length();
      if (longer && v6[i] == address.v6() && address.in(hi[i], lo[i], length)) {
        best = entry;
      }
    }
    return best == null ? null : best.route();
  }
}
