package dev.waymark.e2e.kind;

import dev.waymark.e2e.lab.Command;
import dev.waymark.e2e.lab.Output;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The container engine that {@code make e2e-kind} brought, and what it brought with it.
 *
 * @param program {@code docker} or {@code podman}
 * @param nodeImage the image that a cluster's nodes run
 * @param kind the path of the {@code kind} program
 * @param toolbox the archive of the image that the tests' pods run
 */
record Engine(String program, String nodeImage, String kind, String toolbox) {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /**
   * What the environment says.
   *
   * @throws IllegalStateException if it says nothing, with what to do
   */
  static Engine fromEnvironment() {
    return new Engine(
        variable("KIND_EXPERIMENTAL_PROVIDER"),
        variable("WAYMARK_KIND_IMAGE"),
        variable("WAYMARK_KIND"),
        variable("WAYMARK_TOOLBOX"));
  }

  private static String variable(String name) {
    String value = System.getenv(name);
    if (value == null) {
      throw new IllegalStateException(name + " is not set; run these tests by: make e2e-kind");
    }
    return value;
  }

  /** Runs {@code podman WORDS} to its end. */
  Output run(String... words) {
    var line = new ArrayList<>(List.of(program));
    line.addAll(List.of(words));
    return Command.of(line).run(LIMIT);
  }
}
