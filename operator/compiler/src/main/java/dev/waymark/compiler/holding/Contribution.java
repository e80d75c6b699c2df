package dev.waymark.compiler.holding;

import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.slice.Digest;

/**
 * One owner's part of a state: its routes in all tables, rules, trial, mirrors and liveness. Whom a
 * mirror yields to is not in it: that depends on others.
 *
 * @param digest of the content; equal contributions have equal digests, and only they are compared
 * @param state the content alone, without protected prefixes
 */
public record Contribution(Owner owner, Digest digest, DesiredState state) {
  private static final Digest NOTHING = TableParts.digest(DesiredState.EMPTY);

  /** An owner that brings nothing. */
  public static Contribution none(Owner owner) {
    return new Contribution(owner, NOTHING, DesiredState.EMPTY);
  }

  /** Whether it brings nothing. */
  public boolean isEmpty() {
    return digest.equals(NOTHING);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Contribution other
        && owner.equals(other.owner)
        && digest.equals(other.digest);
  }

  @Override
  public int hashCode() {
    return 31 * owner.hashCode() + digest.hashCode();
  }

  @Override
  public String toString() {
    return owner + " " + digest;
  }
}
