package dev.waymark.dataplane.commit;

import dev.waymark.dataplane.classifier.AttachedInterface;
import dev.waymark.dataplane.classifier.Rule;
import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.layout.GenerationLayout;
import dev.waymark.dataplane.nexthop.Records;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the node should do, exactly, independent of any store: the newest generation's content, and
 * the way back to the stable one. Not safe for several threads.
 */
final class Content {
  /** Everything but routes: small, immutable, kept whole for going back. */
  record Settings(
      List<Rule> rules4, List<Rule> rules6, List<AttachedInterface> interfaces, int markMask) {
    static final Settings NONE = new Settings(List.of(), List.of(), List.of(), 0);

    Settings {
      rules4 = List.copyOf(rules4);
      rules6 = List.copyOf(rules6);
      interfaces = List.copyOf(interfaces);
    }

    List<Rule> rules(Family family) {
      return family == Family.V4 ? rules4 : rules6;
    }

    Settings withRules(Family family, List<Rule> rules) {
      return family == Family.V4
          ? new Settings(rules, rules6, interfaces, markMask)
          : new Settings(rules4, rules, interfaces, markMask);
    }
  }

  /** A point to which the content can be taken back. */
  static final class Mark {
    private final int[] logs;
    private final Settings settings;

    private Mark(int[] logs, Settings settings) {
      this.logs = logs;
      this.settings = settings;
    }

    /** How far the log of the table had come. */
    int log(Family family, int table) {
      return logs[index(family, table)];
    }

    Settings settings() {
      return settings;
    }
  }

  private final Records records = new Records();
  private final @Nullable TableContent[] tables =
      new @Nullable TableContent[2 * GenerationLayout.TABLES];
  private Settings settings = Settings.NONE;
  private Settings stableSettings = Settings.NONE;

  Records records() {
    return records;
  }

  Settings settings() {
    return settings;
  }

  void settings(Settings changed) {
    settings = changed;
  }

  /** A table, which comes into being here if need be. */
  TableContent table(Family family, int table) {
    int index = index(family, table);
    TableContent content = tables[index];
    if (content == null) {
      content = new TableContent(records, family.bits());
      tables[index] = content;
    }
    return content;
  }

  /** A table, or null if it never had a route. */
  @Nullable TableContent tableOrNull(Family family, int table) {
    return tables[index(family, table)];
  }

  long routes() {
    long routes = 0;
    for (TableContent table : tables) {
      routes += table == null ? 0 : table.rib().size();
    }
    return routes;
  }

  Mark mark() {
    int[] logs = new int[tables.length];
    for (int i = 0; i < tables.length; i++) {
      TableContent table = tables[i];
      logs[i] = table == null ? 0 : table.mark();
    }
    return new Mark(logs, settings);
  }

  /** Whether nothing was changed behind a mark. */
  boolean isAt(Mark mark) {
    for (int i = 0; i < tables.length; i++) {
      TableContent table = tables[i];
      if (table != null && table.mark() != mark.logs[i]) {
        return false;
      }
    }
    return settings.equals(mark.settings());
  }

  void forEachChange(Mark mark, Generations.PrefixVisitor visitor) {
    for (Family family : Family.values()) {
      for (int table = 0; table <= GenerationLayout.TABLE_MAIN; table++) {
        TableContent routes = tables[index(family, table)];
        if (routes != null) {
          int number = table;
          routes.forEachChange(
              mark.log(family, table),
              (hi, lo, length) -> visitor.prefix(family, number, hi, lo, length));
        }
      }
    }
  }

  void undoTo(Mark mark) {
    for (int i = 0; i < tables.length; i++) {
      TableContent table = tables[i];
      if (table != null) {
        table.undoTo(mark.logs[i]);
      }
    }
    settings = mark.settings();
  }

  /** Takes the content back to that of the stable generation. */
  void rollBack() {
    undoTo(new Mark(new int[tables.length], stableSettings));
    records.rolledBack();
    records.settle();
  }

  /** What the content is now is the stable generation's. */
  void confirm() {
    for (TableContent table : tables) {
      if (table != null) {
        table.forget();
      }
    }
    stableSettings = settings;
    records.confirmed();
    records.settle();
  }

  private static int index(Family family, int table) {
    if (table < 0 || table > GenerationLayout.TABLE_MAIN) {
      throw new IllegalArgumentException(
          "table " + table + " is not between 0 and " + GenerationLayout.TABLE_MAIN);
    }
    return family.index() * GenerationLayout.TABLES + table;
  }
}
