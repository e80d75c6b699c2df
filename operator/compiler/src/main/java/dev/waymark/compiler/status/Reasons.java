package dev.waymark.compiler.status;

import dev.waymark.api.v1alpha1.Reason;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reasons as nodes write them. */
public final class Reasons {
  private static final Map<String, Reason> BY_NAME =
      Arrays.stream(Reason.values()).collect(Collectors.toMap(Reason::name, Function.identity()));

  private Reasons() {}

  /** The reason of this name; SystemRefuses for a word of a newer node, whose message tells. */
  public static Reason of(String name) {
    return BY_NAME.getOrDefault(name, Reason.SystemRefuses);
  }
}
