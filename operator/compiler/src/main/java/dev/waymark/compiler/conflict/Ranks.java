package dev.waymark.compiler.conflict;

import dev.waymark.compiler.model.Owner;
import java.util.Comparator;
import java.util.Map;

/**
 * The published order of conflicts, by owner: what {@link Precedence} is for contributions. An
 * owner that declares no precedence, or is gone, has 100.
 *
 * @param precedences of RouteTables
 */
public record Ranks(Map<Owner, Integer> precedences) implements Comparator<Owner> {
  private static final int ABSENT = 100;

  /** Keeps a copy. */
  public Ranks {
    precedences = Map.copyOf(precedences);
  }

  /** What counts for the owner. */
  public int precedence(Owner owner) {
    return precedences.getOrDefault(owner, ABSENT);
  }

  /** The winner first. */
  @Override
  public int compare(Owner a, Owner b) {
    int byPrecedence = Integer.compare(precedence(b), precedence(a));
    return byPrecedence != 0 ? byPrecedence : a.compareTo(b);
  }
}
