package dev.waymark.dataplane.differential;

import dev.waymark.dataplane.reference.Config;
import dev.waymark.dataplane.reference.Config.Declared;
import dev.waymark.dataplane.reference.Config.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Makes a configuration that shows a fault smaller, as long as it goes on showing it. */
final class Shrink {
  private static final int MOST_ATTEMPTS = 400;

  private final Predicate<Config> fails;
  private Config smallest;
  private int attempts;

  private Shrink(Config config, Predicate<Config> fails) {
    this.smallest = config;
    this.fails = fails;
  }

  /** The smallest found; {@code config} itself when nothing can be left out. */
  static Config shrink(Config config, Predicate<Config> fails) {
    Shrink shrink = new Shrink(config, fails);
    shrink.list(config.rulesV4(), rules -> shrink.withRules(rules, shrink.smallest.rulesV6()));
    shrink.list(config.rulesV6(), rules -> shrink.withRules(shrink.smallest.rulesV4(), rules));
    shrink.list(config.toNodeV4(), rules -> shrink.withToNode(rules, shrink.smallest.toNodeV6()));
    shrink.list(config.toNodeV6(), rules -> shrink.withToNode(shrink.smallest.toNodeV4(), rules));
    for (Map.Entry<Integer, List<Declared>> table : config.tables().entrySet()) {
      shrink.list(table.getValue(), content -> shrink.withTable(table.getKey(), content));
    }
    return shrink.smallest;
  }

  private interface Rebuild<T> {
    Config with(List<T> list);
  }

  /** Leaves out halves, then quarters, and so on down to single ones. */
  private <T> void list(List<T> whole, Rebuild<T> rebuild) {
    List<T> kept = new ArrayList<>(whole);
    for (int chunk = Math.max(1, kept.size()); chunk >= 1 && !kept.isEmpty(); chunk /= 2) {
      for (int from = 0; from < kept.size(); ) {
        int to = Math.min(from + chunk, kept.size());
        List<T> fewer = new ArrayList<>(kept.subList(0, from));
        fewer.addAll(kept.subList(to, kept.size()));
        if (stillFails(rebuild.with(fewer))) {
          kept = fewer;
        } else {
          from = to;
        }
      }
    }
  }

  private boolean stillFails(Config candidate) {
    if (attempts++ >= MOST_ATTEMPTS || !fails.test(candidate)) {
      return false;
    }
    smallest = candidate;
    return true;
  }

  private Config withRules(List<Rule> v4, List<Rule> v6) {
    return with(smallest.tables(), v4, v6, smallest.toNodeV4(), smallest.toNodeV6());
  }

  private Config withToNode(List<Rule> v4, List<Rule> v6) {
    return with(smallest.tables(), smallest.rulesV4(), smallest.rulesV6(), v4, v6);
  }

  private Config withTable(int id, List<Declared> content) {
    TreeMap<Integer, List<Declared>> tables = new TreeMap<>(smallest.tables());
    tables.put(id, content);
    return with(
        tables, smallest.rulesV4(), smallest.rulesV6(), smallest.toNodeV4(), smallest.toNodeV6());
  }

  private Config with(
      Map<Integer, List<Declared>> tables,
      List<Rule> v4,
      List<Rule> v6,
      List<Rule> toNodeV4,
      List<Rule> toNodeV6) {
    return new Config(
        smallest.markMask(),
        new TreeMap<>(tables),
        v4,
        v6,
        smallest.interfaces(),
        toNodeV4,
        toNodeV6,
        smallest.translated());
  }

  /** A configuration as text, a line for each thing in it. */
  static String show(Config config) {
    StringBuilder text = new StringBuilder();
    text.append(
        "  markMask 0x%x translated %s%n".formatted(config.markMask(), config.translated()));
    config.interfaces().forEach(each -> text.append("  ").append(each).append('\n'));
    UnaryOperator<List<?>> head = list -> list.size() > 60 ? list.subList(0, 60) : list;
    head.apply(config.rulesV4()).forEach(rule -> text.append("  v4 ").append(rule).append('\n'));
    head.apply(config.rulesV6()).forEach(rule -> text.append("  v6 ").append(rule).append('\n'));
    head.apply(config.toNodeV4()).forEach(rule -> text.append("  own v4 " + rule + '\n'));
    head.apply(config.toNodeV6()).forEach(rule -> text.append("  own v6 " + rule + '\n'));
    config
        .tables()
        .forEach((id, content) ->
            head.apply(content).forEach(each -> text.append("  table " + id + " " + each + '\n')));
    return text.toString();
  }
}
