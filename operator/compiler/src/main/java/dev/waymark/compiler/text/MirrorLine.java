package dev.waymark.compiler.text;

import dev.waymark.compiler.model.DesiredLiveness;
import dev.waymark.compiler.model.DesiredMirror;
import java.util.stream.Collectors;

/** Mirrors of kernel tables, and how gateways are watched, as lines. Written, never read. */
public final class MirrorLine {
  private MirrorLine() {}

  /** For instance {@code table 254 from kernel table 100 proto 186 allow 0.0.0.0/0 le 24 …}. */
  public static String of(DesiredMirror mirror) {
    return "table "
        + mirror.table()
        + " from kernel table "
        + mirror.kernelTable()
        + (mirror.protocols().isEmpty() ? "" : " proto " + list(mirror))
        + " allow "
        + mirror.allowed().stream()
            .map(a -> a.prefix() + " le " + a.longest())
            .collect(Collectors.joining(","))
        + " max "
        + mirror.maxRoutes()
        + (mirror.keepLast() ? " keep-last" : " refuse")
        + (mirror.yieldsTo().isEmpty()
            ? ""
            : " after "
                + mirror.yieldsTo().stream().map(Object::toString).collect(Collectors.joining(",")))
        + "  # "
        + mirror.owner()
        + ", source "
        + mirror.name();
  }

  /** For instance {@code icmp every 500 ms, 3 failures # RouteTable edge}. */
  public static String of(DesiredLiveness liveness) {
    String question =
        switch (liveness.question()) {
          case ICMP -> "icmp";
          case TCP -> "tcp " + liveness.port();
        };
    return question
        + " every "
        + liveness.intervalMillis()
        + " ms, "
        + liveness.failures()
        + " failures  # "
        + liveness.owner();
  }

  private static String list(DesiredMirror mirror) {
    return mirror.protocols().stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
