package dev.waymark.dataplane.commit;

import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.layout.GenerationLayout;
import dev.waymark.dataplane.lpm.KeyRanges;
import dev.waymark.dataplane.lpm.Rib;
import dev.waymark.dataplane.memory.Memory;
import dev.waymark.dataplane.nexthop.Records;
import dev.waymark.dataplane.store.Image;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a published commit made different: its image beside the one that packets saw before, and
 * what the content says should be there. Valid until the next commit is built.
 *
 * <p>Blocks never change once they are published, so what the two images share needs no second
 * look. Where the content of the one before was not known, nothing counts as shared.
 *
 * @param memory that both images lie in
 * @param slot of the commit's generation
 * @param before shares nothing with {@code after} where its content was not known
 */
public record CommitDifference(
    Memory memory, int slot, Image before, Image after, Records records, List<Table> tables) {

  /**
   * A table whose answers may differ.
   *
   * @param routes that it should hold
   * @param changed keys whose answer was to change
   */
  public record Table(Family family, int number, Rib routes, KeyRanges changed) {}

  public CommitDifference {
    tables = List.copyOf(tables);
  }

  static CommitDifference of(
      Memory memory, int slot, Image before, Image after, Content content, Content.Mark since) {
    List<Table> tables = new ArrayList<>();
    for (Family family : Family.values()) {
      for (int number = 0; number <= GenerationLayout.TABLE_MAIN; number++) {
        int root = Image.rootIndex(family, number);
        KeyRanges changed = content.changed(family, number, since);
        boolean same =
            before.lpm()[root] == after.lpm()[root]
                && before.lpm()[root + 1] == after.lpm()[root + 1];
        if (!same || !changed.isEmpty()) {
          tables.add(new Table(family, number, content.routes(family, number), changed));
        }
      }
    }
    return new CommitDifference(memory, slot, before, after, content.records(), tables);
  }

  /** The routes of a table that may differ; none of another. */
  public Rib routes(Family family, int number) {
    return tables.stream()
        .filter(table -> table.family() == family && table.number() == number)
        .findFirst()
        .map(Table::routes)
        .orElseGet(() -> new Rib(family == Family.V6));
  }

  /** Whether rules, interfaces, the mark mask or the flags were written anew. */
  public boolean hasNewSettings() {
    return before.interfaces() != after.interfaces()
        || !Arrays.equals(before.classifiers(), after.classifiers())
        || before.markMask() != after.markMask()
        || before.flags() != after.flags();
  }
}
