package dev.waymark.compiler.conflict;

import dev.waymark.api.v1alpha1.Conflict;
import dev.waymark.api.v1alpha1.ConflictRole;
import dev.waymark.compiler.model.Owner;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keeps what is told to each side of a conflict: the first of them, since a status holds only some.
 */
public final class ConflictLedger {
  /** Conflicts kept for each resource; a status shows ten. */
  public static final int KEPT = 100;

  private final Map<Owner, Set<Conflict>> told = new TreeMap<>();

  /** Tells both. */
  public void decided(Owner winner, Owner loser, String key) {
    tell(winner, new Conflict(loser.toString(), key, ConflictRole.Winner));
    tell(loser, new Conflict(winner.toString(), key, ConflictRole.Loser));
  }

  /** What a resource is told, losses first: they are what its author must know. */
  public List<Conflict> of(Owner resource) {
    return told.getOrDefault(resource, Set.of()).stream()
        .sorted((a, b) -> b.role().compareTo(a.role()))
        .toList();
  }

  private void tell(Owner resource, Conflict conflict) {
    Set<Conflict> conflicts = told.computeIfAbsent(resource, key -> new LinkedHashSet<>());
    if (conflicts.size() < KEPT) {
      conflicts.add(conflict);
    }
  }
}
