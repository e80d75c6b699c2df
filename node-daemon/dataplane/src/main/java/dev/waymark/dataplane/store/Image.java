package dev.waymark.dataplane.store;

import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.layout.GenerationLayout;
import dev.waymark.dataplane.layout.GroupLayout;
import dev.waymark.dataplane.memory.Memory;

/**
 * One generation by its offsets in a store; immutable, so that any number of them may be kept.
 *
 * @param lpm for each family and table root and otherwise, as they lie in the record
 * @param buckets for each group index the offset of its buckets, 0: none
 * @param classifiers offset by family, 0: no rules; those for forwarded traffic, then those for the
 *     node itself
 * @param interfaces offset
 * @param flags {@code enum wm_generation_flags}
 */
// Arrays inside a record: built here, never handed out for writing.
@SuppressWarnings("ArrayRecordComponent")
public record Image(
    int[] lpm,
    PageArray routes,
    PageArray groups,
    PageArray nextHops,
    int[] buckets,
    int[] classifiers,
    int interfaces,
    int markMask,
    int flags) {

  /** Refs and leaves of all tables of both families. */
  public static final int LPM_WORDS = 2 * 2 * GenerationLayout.TABLES;

  private static final int CLASSIFIERS = 4;

  /** Holds nothing but a table of no interfaces. */
  public static Image empty(int interfaces) {
    return new Image(
        new int[LPM_WORDS],
        PageArray.EMPTY,
        PageArray.EMPTY,
        PageArray.EMPTY,
        new int[0],
        new int[CLASSIFIERS],
        interfaces,
        0,
        0);
  }

  /** Index in {@link #lpm} of a table's root; its otherwise is the next. */
  public static int rootIndex(Family family, int table) {
    return (family.index() * GenerationLayout.TABLES + table) * 2;
  }

  /** Offset of the rules of a family for forwarded traffic. */
  public int classifier(Family family) {
    return classifiers[family.index()];
  }

  /** Offset of the rules of a family for traffic to the node itself. */
  public int toNode(Family family) {
    return classifiers[2 + family.index()];
  }

  public int root(Family family, int table) {
    return lpm[rootIndex(family, table)];
  }

  public int otherwise(Family family, int table) {
    return lpm[rootIndex(family, table) + 1];
  }

  /** The image of the generation whose record stands in shared memory. */
  public static Image read(Memory memory, int record) {
    int[] lpm = new int[LPM_WORDS];
    memory.read(record + GenerationLayout.TABLES_AT, lpm, 0, LPM_WORDS);
    PageArray groups = PageArray.read(memory, record + GenerationLayout.GROUPS);
    int[] buckets = new int[groups.count()];
    for (int index = 1; index < buckets.length; index++) {
      int group = groups.at(index, GroupLayout.BYTES);
      if (memory.getInt(group + GroupLayout.BUCKET_BITS) != 0) {
        buckets[index] = memory.getInt(group + GroupLayout.TARGET);
      }
    }
    return new Image(
        lpm,
        PageArray.read(memory, record + GenerationLayout.ROUTES),
        groups,
        PageArray.read(memory, record + GenerationLayout.NEXT_HOPS),
        buckets,
        classifiers(memory, record),
        memory.getInt(record + GenerationLayout.INTERFACES),
        memory.getInt(record + GenerationLayout.MARK_MASK),
        memory.getInt(record + GenerationLayout.FLAGS));
  }

  /** Both kinds lie side by side in the record. */
  private static int[] classifiers(Memory memory, int record) {
    int[] classifiers = new int[CLASSIFIERS];
    memory.read(record + GenerationLayout.CLASSIFIER, classifiers, 0, CLASSIFIERS);
    return classifiers;
  }
}
