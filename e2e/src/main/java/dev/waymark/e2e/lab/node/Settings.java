package dev.waymark.e2e.lab.node;

import dev.waymark.e2e.lab.Lab;
import java.nio.file.Path;

/**
 * The settings of a lab's daemon: what differs from one test to another, and the file they make.
 */
public record Settings(
    String path,
    String sourceCheck,
    String storeLimit,
    String interval,
    String clock,
    String hook) {

  /** The daemon forwards by itself on the interface that the client is at. */
  public static final Settings FAST =
      new Settings("Fast", "Off", "64Mi", "200ms", "Synchronised", "Tcx");

  /** The daemon chooses, and the kernel forwards. */
  public static final Settings KERNEL =
      new Settings("Kernel", "Off", "64Mi", "200ms", "Synchronised", "Tcx");

  /** How often the daemon looks at the repository. */
  public Settings every(String time) {
    return new Settings(path, sourceCheck, storeLimit, time, clock, hook);
  }

  /** What only drops is dropped in the driver, too. */
  public Settings withXdp() {
    return new Settings(path, sourceCheck, storeLimit, interval, clock, "Xdp");
  }

  /** The host's clock counts, though no NTP client keeps it. */
  public Settings trustingTheClock() {
    return new Settings(path, sourceCheck, storeLimit, interval, "Trusted", hook);
  }

  /** The file's content, for this lab and this repository. */
  String yaml(Lab lab, GitRepository repository) {
    return yaml(
        lab,
        "{git: {repository: %s, branch: main, interval: %s}}"
            .formatted(repository.directory(), interval));
  }

  /** The file's content, for this lab and an API server. */
  String yaml(Lab lab, Path kubeconfig) {
    return yaml(lab, "{kubernetes: {kubeconfig: %s}}".formatted(kubeconfig));
  }

  private String yaml(Lab lab, String source) {
    return """
    node: {name: r1, labels: {site: lab}}
    source: %s
    interfaces:
    - {match: "lan*", path: %s, hook: %s, sourceCheck: %s}
    store: {limit: %s}
    clock: %s
    directories:
      pin: %s
      state: %s
      run: %s
    """
        .formatted(
            source,
            path,
            hook,
            // YAML takes a bare Off for a truth value.
            '"' + sourceCheck + '"',
            storeLimit,
            clock,
            lab.pins(),
            lab.directory().resolve("state"),
            lab.directory().resolve("run"));
  }
}
