package dev.waymark.e2e.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All that a program could leave on a host, as lines: the rules and routes of every kernel table,
 * links, addresses, sysctls of forwarding and reverse path, queueing disciplines and filters, and
 * what is pinned below a directory. Two equal footprints mean that the host is as it was. Left out
 * is what the kernel itself adds a while after a link came up: its link-local address and the
 * routes of that.
 */
public record Footprint(Set<String> lines) {
  private static final String[][] LOOKS = {
    {"ip", "rule"},
    {"ip", "-6", "rule"},
    {"ip", "route", "show", "table", "all"},
    {"ip", "-6", "route", "show", "table", "all"},
    {"ip", "-o", "link"},
    {"ip", "-o", "address"},
    {"ip", "xfrm", "policy"},
    {"sh", "-c", "grep . /proc/sys/net/ipv?/conf/*/forwarding /proc/sys/net/ipv4/conf/*/rp_filter"},
    {"tc", "qdisc"},
  };

  public Footprint {
    lines = Set.copyOf(lines);
  }

  /** What is there now. */
  public static Footprint of(Host host, Path pins) {
    var lines = looks(host::run);
    if (Files.exists(pins)) {
      try (Stream<Path> all = Files.walk(pins)) {
        all.forEach(pin -> lines.add("pinned: " + pin));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot list " + pins, e);
      }
    }
    return new Footprint(lines);
  }

  /**
   * What is there now on another machine, its pins as well; {@code runner} runs a command there.
   */
  public static Footprint of(Function<String[], Output> runner, Path pins) {
    var lines = looks(runner);
    String[] find = {"find", pins.toString()};
    runner.apply(find).orFail().lines().forEach(pin -> lines.add("pinned: " + pin));
    return new Footprint(lines);
  }

  private static Set<String> looks(Function<String[], Output> runner) {
    var lines = new LinkedHashSet<String>();
    for (String[] look : LOOKS) {
      for (String line : runner.apply(look).orFail().lines()) {
        if (!isLinkLocalOfTheKernel(line)) {
          lines.add(String.join(" ", look) + ": " + line.strip());
        }
      }
    }
    return lines;
  }

  private static boolean isLinkLocalOfTheKernel(String line) {
    boolean route =
        line.contains("proto kernel") && (line.contains("fe80:") || line.contains("ff00::/8"));
    return route || (line.contains("inet6 fe80:") && line.contains("scope link"));
  }

  /** What is here and was not there. */
  public Set<String> beyond(Footprint earlier) {
    var more = new LinkedHashSet<>(lines);
    more.removeAll(earlier.lines);
    return more;
  }
}
