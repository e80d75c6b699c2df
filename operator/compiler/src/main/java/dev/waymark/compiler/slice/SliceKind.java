package dev.waymark.compiler.slice;

import org.jspecify.annotations.Nullable;

/** What a slice holds. The codes are part of the format and never reused. */
public enum SliceKind {
  /** The whole state: which indexes make which table, and where rules and addresses are. */
  Root(1),
  /** The routes slices of one table and family, in order. */
  Index(2),
  /** Neighbouring routes of one table and family. */
  Routes(3),
  /** Neighbouring rules. */
  Rules(4),
  /** Protected prefixes. */
  Addresses(5);

  private final int code;

  SliceKind(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static @Nullable SliceKind ofCode(int code) {
    for (SliceKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    return null;
  }
}
