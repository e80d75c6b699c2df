package dev.waymark.cli.standing;

import org.jspecify.annotations.Nullable;

/** Roots as tables show them. */
final class Roots {

  private static final int LENGTH = 12;

  private Roots() {}

  /** Enough of a digest to tell it from others. */
  static String brief(@Nullable String root) {
    return root == null ? "-" : root.length() <= LENGTH ? root : root.substring(0, LENGTH);
  }
}
