package dev.waymark.dataplane.differential;

import dev.waymark.dataplane.reference.Config;
import dev.waymark.dataplane.reference.Reason;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a differential run has seen: a run in which nothing was forwarded would prove little. */
final class Tally {
  private final TreeMap<Integer, Long> reasons = new TreeMap<>();
  private int configs;
  private long routes;
  private long rules;

  void add(Config config, Map<Integer, Long> seen) {
    configs++;
    routes += config.tables().values().stream().mapToInt(java.util.List::size).sum();
    rules += config.rulesV4().size() + config.rulesV6().size();
    rules += config.toNodeV4().size() + config.toNodeV6().size();
    seen.forEach((reason, packets) -> reasons.merge(reason, packets, Long::sum));
  }

  long packets() {
    return reasons.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Without the reasons. */
  String summary() {
    return "%,d packets, 0 differences, in %,d configurations with %,d routes and %,d rules"
        .formatted(packets(), configs, routes, rules);
  }

  @Override
  public String toString() {
    return summary()
        + ": "
        + reasons.entrySet().stream()
            .map(each -> "%s %,d".formatted(Reason.name(each.getKey()), each.getValue()))
            .collect(Collectors.joining(", "));
  }
}
