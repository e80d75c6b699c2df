package dev.waymark.compiler.conflict;

import dev.waymark.compiler.contribution.TableContribution;
import java.util.Comparator;

/** The published order of conflicts, one comparator: the winner first. */
public final class Precedence {
  /** Higher precedence, then lower name. */
  public static final Comparator<TableContribution> ORDER =
      Comparator.comparingInt(TableContribution::precedence)
          .reversed()
          .thenComparing(TableContribution::owner);

  private Precedence() {}
}
