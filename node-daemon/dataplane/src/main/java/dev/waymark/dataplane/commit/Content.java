package dev.waymark.dataplane.commit;

import dev.waymark.dataplane.classifier.AttachedInterface;
import dev.waymark.dataplane.classifier.InterfaceClasses;
import dev.waymark.dataplane.classifier.RuleSet;
import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.layout.GenerationLayout;
import dev.waymark.dataplane.lpm.KeyRanges;
import dev.waymark.dataplane.lpm.Rib;
import dev.waymark.dataplane.nexthop.Records;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the node should do, exactly, independent of any store: the newest generation's content, and
 * the way back to the stable one. Not safe for several threads.
 */
final class Content {
  /** Everything but routes: small, immutable, kept whole for going back. */
  record Settings(
      RuleSet forwarded,
      RuleSet toNode,
      List<AttachedInterface> interfaces,
      int markMask,
      boolean translated) {
    static final Settings NONE = new Settings(RuleSet.EMPTY, RuleSet.EMPTY, List.of(), 0, false);

    Settings {
      interfaces = List.copyOf(interfaces);
    }

    Settings withForwarded(RuleSet rules) {
      return new Settings(rules, toNode, interfaces, markMask, translated);
    }

    Settings withToNode(RuleSet rules) {
      return new Settings(forwarded, rules, interfaces, markMask, translated);
    }

    Settings withInterfaces(List<AttachedInterface> attached) {
      return new Settings(forwarded, toNode, attached, markMask, translated);
    }

    Settings withMarkMask(int mask) {
      return new Settings(forwarded, toNode, interfaces, mask, translated);
    }

    Settings withTranslated(boolean kernelTranslates) {
      return new Settings(forwarded, toNode, interfaces, markMask, kernelTranslates);
    }

    /** {@code enum wm_generation_flags}. */
    int flags() {
      return translated ? GenerationLayout.GENERATION_NAT : 0;
    }

    InterfaceClasses interfaceClasses() {
      return InterfaceClasses.of(interfaces, forwarded, toNode);
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

    /** How far the log of the table had come; one that came later had not begun. */
    int log(int table) {
      return table < logs.length ? logs[table] : 0;
    }

    Settings settings() {
      return settings;
    }
  }

  private final Records records = new Records();
  private final @Nullable TableContent[] byIndex =
      new @Nullable TableContent[2 * GenerationLayout.TABLES];

  /** Those that there are, in the order they came into being. */
  private final List<TableContent> tables = new ArrayList<>();

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
    TableContent content = byIndex[index];
    if (content == null) {
      content = new TableContent(records, family, table);
      byIndex[index] = content;
      tables.add(content);
    }
    return content;
  }

  /** A table, or null if it never had a route. */
  @Nullable TableContent tableOrNull(Family family, int table) {
    return byIndex[index(family, table)];
  }

  /** Every table that ever had a route. */
  List<TableContent> tables() {
    return tables;
  }

  long routes() {
    return tables.stream().mapToLong(table -> table.rib().size()).sum();
  }

  Mark mark() {
    int[] logs = new int[tables.size()];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = tables.get(i).mark();
    }
    return new Mark(logs, settings);
  }

  /** Whether nothing was changed behind a mark. */
  boolean isAt(Mark mark) {
    for (int i = 0; i < tables.size(); i++) {
      if (tables.get(i).mark() != mark.log(i)) {
        return false;
      }
    }
    return hasSettingsOf(mark);
  }

  // Compared by identity first: most commits change no settings, and comparing a thousand rules
  // would be most of their cost.
  @SuppressWarnings("ReferenceEquality")
  boolean hasSettingsOf(Mark mark) {
    return settings == mark.settings || settings.equals(mark.settings);
  }

  /** The exact routes of a table; none if it never had any. */
  Rib routes(Family family, int table) {
    TableContent content = tableOrNull(family, table);
    return content == null ? new Rib(family == Family.V6) : content.rib();
  }

  /** The keys of a table whose answer may have changed behind a mark, the default route apart. */
  KeyRanges changed(Family family, int table, Mark mark) {
    TableContent content = tableOrNull(family, table);
    if (content == null) {
      return KeyRanges.NONE;
    }
    return content
        .changesSince(mark.log(tables.indexOf(content)))
        .map(KeyRanges::of)
        .orElse(KeyRanges.ALL);
  }

  void undoTo(Mark mark) {
    for (int i = 0; i < tables.size(); i++) {
      tables.get(i).undoTo(mark.log(i));
    }
    settings = mark.settings();
  }

  /** Takes the content back to that of the stable generation. */
  void rollBack() {
    undoTo(new Mark(new int[0], stableSettings));
    records.rolledBack();
    records.settle();
  }

  /** What the content is now is the stable generation's. */
  void confirm() {
    tables.forEach(TableContent::forget);
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
